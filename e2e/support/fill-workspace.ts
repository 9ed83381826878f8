import { vi } from 'vitest'
import { draw } from '@/workflows/testing/draw'
import { mustCall } from './call-api'
import { personsUserAgent } from './open-browser'
import type { Stack } from './start-stack'

/**
 * What the demo workspace has none of: a list with a member, a task, a function, failed webhooks, and clicks that
 * are held as spam.
 */
export async function fillWorkspace(stack: Stack): Promise<void> {
  const post = (path: string, body?: unknown) => mustCall(stack, 'POST', path, body)
  const prospect = await post('/prospects', { email: 'wanda@example.com', firstName: 'Wanda' })
  const list = await post('/lists', { name: 'Visitors of the trade fair and everybody they brought along' })
  await post(`/lists/${list.id}/members`, { prospectIds: [prospect.id] })
  await post('/tasks', { title: 'Call back', prospectId: prospect.id, dueAt: '2026-01-05T09:00:00Z' })
  await post('/functions', { name: 'Score a visit' })

  const link = await post('/links', { name: 'Offer', slug: 'offer', destination: 'https://example.com' })
  const workflow = await post('/workflows', { name: 'Tell another program' })
  const document = draw(
    {
      start: { type: 'redirect-link-clicked', config: { linkIds: [link.id] } },
      // Into a private network, which is refused at once.
      hook: { type: 'fire-webhook', config: { url: 'http://127.0.0.1:9/hook', method: 'POST' } },
    },
    ['start -> hook'],
  )
  await mustCall(stack, 'PUT', `/workflows/${workflow.id}/draft`, { revision: workflow.revision, document })
  await post(`/workflows/${workflow.id}/publish`)
  const { url } = await post(`/links/${link.id}/tokens`, { prospectId: prospect.id })
  for (let clicks = 0; clicks < 6; clicks++)
    await fetch(url, { redirect: 'manual', headers: { 'user-agent': personsUserAgent } })
  const count = async (path: string) => (await mustCall(stack, 'GET', path)).items.length
  await vi.waitUntil(
    async () => (await count('/webhooks?state=failed')) === 5 && (await count('/holds?reason=spam')) === 1,
    { timeout: 120_000, interval: 200 },
  )
}
