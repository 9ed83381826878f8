import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { TagInput } from './tag-input'

function Tags({ initial = [] as string[] }) {
  const [tags, setTags] = useState(initial)
  return (
    <>
      <TagInput aria-label="Tags" value={tags} onValueChange={setTags} />
      <output>{tags.join('|')}</output>
    </>
  )
}

const typed = () => screen.getByRole('combobox', { name: 'Tags' })
const result = () => screen.getByRole('status').textContent

test('Enter and a comma add what was typed, without space around it', async () => {
  render(<Tags />)
  await userEvent.type(typed(), ' vip {Enter}beta,')
  expect(result()).toBe('vip|beta')
})

test('Enter on an empty field leaves the form alone to be sent', async () => {
  render(<Tags initial={['vip']} />)
  await userEvent.type(typed(), '{Enter}')
  expect(result()).toBe('vip')
})

test('a tag stands once', async () => {
  render(<Tags initial={['vip']} />)
  await userEvent.type(typed(), 'vip{Enter}')
  expect(result()).toBe('vip')
})

test('Backspace in an empty field removes the last tag', async () => {
  render(<Tags initial={['vip', 'beta']} />)
  await userEvent.type(typed(), '{Backspace}')
  expect(result()).toBe('vip')
})

test('a pasted list is split into its tags', async () => {
  render(<Tags />)
  await userEvent.click(typed())
  await userEvent.paste('vip, beta\nnews')
  expect(result()).toBe('vip|beta|news')
})

test('what was typed is kept when the field is left', async () => {
  render(<Tags />)
  await userEvent.type(typed(), 'vip')
  await userEvent.tab()
  expect(result()).toBe('vip')
})

test('each tag has a button that removes it', async () => {
  render(<Tags initial={['vip', 'beta']} />)
  await userEvent.click(screen.getByRole('button', { name: 'Remove tag vip' }))
  expect(result()).toBe('beta')
})
