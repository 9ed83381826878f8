import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { fillBrowserGaps } from '@/components/editor/testing/fill-browser-gaps'
import { ConfirmDialog } from './confirm-dialog'
import { Dialog } from './dialog'
import { DropdownMenu, MenuItem } from './dropdown-menu'
import { Sheet } from './sheet'

beforeEach(fillBrowserGaps)

type Shown = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; title: string }

const windows: Record<string, (shown: Shown) => React.ReactNode> = {
  dialog: (shown) => (
    <Dialog {...shown}>
      <input aria-label="First" autoFocus />
    </Dialog>
  ),
  sheet: (shown) => <Sheet {...shown}>Text</Sheet>,
  question: (shown) => (
    <ConfirmDialog {...shown} confirmLabel="Delete" onConfirm={() => {}}>
      Text
    </ConfirmDialog>
  ),
}

function Screen({ kind }: { kind: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <DropdownMenu trigger={<button type="button">More</button>}>
        <MenuItem onSelect={() => setOpen(true)}>Open by menu</MenuItem>
      </DropdownMenu>
      {windows[kind]?.({ isOpen, onOpenChange: setOpen, title: 'Window' })}
    </>
  )
}

test.each(Object.keys(windows))(
  'a %s gives the focus back to the button, or the button of the menu, that opened it',
  async (kind) => {
    const user = userEvent.setup()
    render(<Screen kind={kind} />)
    for (const keys of [['Open'], ['More', 'Open by menu']]) {
      for (const name of keys) {
        const key = await screen.findByText(name)
        key.focus()
        await user.keyboard('{Enter}')
      }
      expect(await screen.findByText('Window')).toBeVisible()
      await user.keyboard('{Escape}')
      await waitFor(() => expect(screen.queryByText('Window')).not.toBeInTheDocument())
      await waitFor(() => expect(screen.getByText(keys[0] ?? '')).toHaveFocus())
    }
  },
)
