import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fillBrowserGaps } from '@/components/editor/testing/fill-browser-gaps'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import type { ImportPreview } from '@/server/bulk-operations/import/preview-import'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { ImportSettings } from './import-settings'

beforeEach(fillBrowserGaps)
afterEach(() => vi.unstubAllGlobals())

const preview: ImportPreview = {
  name: 'people.csv',
  bytes: 1_200,
  format: {
    delimiter: ';',
    encoding: 'utf-8',
    bom: 0,
    lineBreak: '\n',
  } as unknown as ImportPreview['format'], // what is read of it
  columns: [
    { header: 'E-mail', target: 'email' },
    { header: 'Straße', target: 'fields.strasse' as const },
  ],
  options: {
    existing: 'fill',
    matchBy: 'email',
    unmatched: 'refuse',
    repeated: 'last',
    tellWorkflows: false,
    addTags: [],
    separator: ';',
  } as unknown as ImportPreview['options'], // the defaults of the others do not matter here
  problem: null,
  rows: [
    {
      row: 2,
      cells: ['ada@example.com', 'Ring 1'],
      outcome: 'created',
      reason: null,
      prospect: { ...emptyProspect, email: 'ada@example.com', fields: { strasse: 'Ring 1' } },
    },
  ],
}

const noAddress = 'Prospects are found by “email”, but no column goes there.'

function open(given = preview) {
  const asked = vi.fn()
  renderWithServer(<ImportSettings fileId="f1" onAnotherFile={() => {}} onStarted={() => {}} />, {
    'bulkOperations.previewImport': (request: { columns?: ImportPreview['columns'] }) => {
      asked(request)
      const { columns = given.columns } = request
      const targets = columns.map(({ target }) => target)
      if (targets.includes('phone')) throw new Refusal('unprocessable', 'No phone numbers, please.')
      return { ...given, columns, problem: targets.includes('email') ? null : noAddress }
    },
    'bulkOperations.exportColumns': () => [],
    'lists.list': () => ({ items: [], next: null }),
  })
  return asked
}

const choose = async (label: string) => {
  await userEvent.click(await screen.findByRole('combobox', { name: 'E-mail goes to' }))
  await userEvent.click(await screen.findByRole('option', { name: label }))
}

test('a choice that does not work is told beside the form, where it can be put right', async () => {
  open()
  const start = screen.getByRole('button', { name: 'Start import' })
  for (const [label, said] of [
    ['Leave out', noAddress],
    ['Phone', 'No phone numbers, please.'],
  ] as const) {
    await choose(label)
    expect(await screen.findByText(said)).toBeInTheDocument()
    expect(start).toBeDisabled()
  }
  await choose('Email')
  await waitFor(() => expect(start).toBeEnabled())
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test('a file whose columns nobody knows by their names can be mapped from the start', async () => {
  open({ ...preview, columns: preview.columns.map(({ header }) => ({ header, target: null })) })
  expect(await screen.findByText(noAddress)).toBeInTheDocument()
  const start = screen.getByRole('button', { name: 'Start import' })
  expect(start).toBeDisabled()
  await choose('Email')
  await waitFor(() => expect(start).toBeEnabled())
})

test('another delimiter lets everything else be found out anew', async () => {
  const asked = open()
  await choose('Phone')
  await userEvent.click(await screen.findByRole('combobox', { name: 'Columns are separated by' }))
  await userEvent.click(await screen.findByRole('option', { name: 'Comma' }))
  await vi.waitFor(() =>
    expect(asked).toHaveBeenLastCalledWith({ fileId: 'f1', options: { delimiter: ',' } }),
  )
})

test('values of custom fields stand under the names that the file gives them', async () => {
  open()
  expect(await screen.findByText('Straße: Ring 1')).toBeInTheDocument()
})

test('a small file has a size, too', async () => {
  open({ ...preview, bytes: 120 })
  expect(await screen.findByText(/1 kB · read as UTF-8/)).toBeVisible()
})
