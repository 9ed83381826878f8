import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draw, scoreAtLeast } from '@/workflows/testing/draw'
import { callApi, mustCall } from './support/call-api'
import { openBrowser, personsUserAgent, signedInPage } from './support/open-browser'
import { type Stack, startStack } from './support/start-stack'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})

afterAll(() => stack?.stop())

const byHand = { redirect: 'manual', headers: { 'user-agent': personsUserAgent } } as const

/** A link, and a live workflow that it starts: adjust score by 5, then a tag if the score is at least 10. */
async function publishScoring(slug: string) {
  const link = await mustCall(stack, 'POST', '/links', {
    name: slug,
    slug,
    destination: 'https://example.com/x',
  })
  const document = draw(
    {
      start: { type: 'redirect-link-clicked', config: { linkIds: [link.id] } },
      raise: { type: 'adjust-score', config: { by: 5 } },
      hot: { type: 'add-tags', config: { tags: ['hot'], criteria: scoreAtLeast(10) } },
    },
    ['start -> raise', 'raise -> hot'],
  )
  const workflow = await mustCall(stack, 'POST', '/workflows', { name: slug })
  await mustCall(stack, 'PUT', `/workflows/${workflow.id}/draft`, { revision: workflow.revision, document })
  const published = await callApi(stack, 'POST', `/workflows/${workflow.id}/publish`)
  expect(published).toMatchObject({
    status: 201,
    body: { version: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  return { link, workflow }
}

async function clickAs(linkId: string, prospectId: string): Promise<void> {
  const { url } = await mustCall(stack, 'POST', `/links/${linkId}/tokens`, { prospectId })
  const response = await fetch(url, byHand)
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe('https://example.com/x')
}

async function finishedRunOf(prospectId: string): Promise<string> {
  const path = `/runs?prospectId=${prospectId}&status=finished`
  const first = async () => (await mustCall(stack, 'GET', path)).items[0]?.id
  await expect.poll(first).toMatch(/^[0-9a-f]{24}$/)
  return (await first()) ?? ''
}

describe('the snapshot rule', () => {
  it('IR-13: score 5, action 1 adds 5, action 2 with “score at least 10” does not run, and the run view shows why', async () => {
    const { link } = await publishScoring('snapshot')
    const prospect = await mustCall(stack, 'POST', '/prospects', {
      email: 'five@example.com',
      firstName: 'Five',
      score: 5,
    })
    await clickAs(link.id, prospect.id)
    const runId = await finishedRunOf(prospect.id)
    await expect
      .poll(() => mustCall(stack, 'GET', `/prospects/${prospect.id}`))
      .toMatchObject({ score: 10, tags: [] })

    const browser = await openBrowser()
    try {
      const { page, faults } = await signedInPage(browser, stack)
      await page.goto(`/runs/${runId}`)
      const main = page.locator('main')
      await main
        .getByText('The criteria were not met on the original values, so the action did not run.')
        .waitFor()
      await main
        .getByRole('figure', { name: 'Criteria' })
        .getByText(/original value\s*5/)
        .waitFor()
      expect(faults).toEqual([])
    } finally {
      await browser.close()
    }
  })

  it('a second click reads the new value, so the action runs', async () => {
    const { link } = await publishScoring('second-click')
    const prospect = await mustCall(stack, 'POST', '/prospects', { email: 'ten@example.com', score: 5 })
    await clickAs(link.id, prospect.id)
    await finishedRunOf(prospect.id)
    await clickAs(link.id, prospect.id)
    await expect
      .poll(() => mustCall(stack, 'GET', `/prospects/${prospect.id}`))
      .toMatchObject({ score: 15, tags: ['hot'] })
  })
})

describe('bad input gets a clear answer', () => {
  it('an unknown link is our own 404 page, a bad token still redirects and triggers nothing', async () => {
    const { link, workflow } = await publishScoring('bad-token')
    const unknown = await fetch(`${stack.baseUrl}/r/there-is-no-such-link`, byHand)
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).toContain('<html')
    const forged = await fetch(`${stack.baseUrl}/r/bad-token/AAAAAAAAAAAAAAAAAAAA`, byHand)
    expect([forged.status, forged.headers.get('location')]).toEqual([302, 'https://example.com/x'])
    await expect
      .poll(() => mustCall(stack, 'GET', `/links/${link.id}`))
      .toMatchObject({ clicks: { total: 1, human: 1, suspected: 0 } })
    expect(await mustCall(stack, 'GET', `/runs?workflowId=${workflow.id}`)).toMatchObject({ items: [] })
  })

  it('HEAD and prefetch are answered and never counted', async () => {
    const { link } = await publishScoring('prefetch')
    const head = await fetch(`${stack.baseUrl}/r/prefetch`, { ...byHand, method: 'HEAD' })
    const headers = { ...byHand.headers, 'sec-purpose': 'prefetch' }
    const prefetch = await fetch(`${stack.baseUrl}/r/prefetch`, { ...byHand, headers })
    expect([head.status, prefetch.status]).toEqual([302, 302])
    await fetch(`${stack.baseUrl}/r/prefetch`, byHand)
    await expect
      .poll(() => mustCall(stack, 'GET', `/links/${link.id}`))
      .toMatchObject({ clicks: { total: 1, human: 1 } })
  })

  it('a malformed document is refused with what is wrong, and the draft stays', async () => {
    const workflow = await mustCall(stack, 'POST', '/workflows', { name: 'Malformed' })
    const put = (document: unknown) =>
      callApi(stack, 'PUT', `/workflows/${workflow.id}/draft`, { revision: workflow.revision, document })
    expect(await put({ version: 1, nodes: 'none', edges: [] })).toMatchObject({
      status: expect.toSatisfy((status) => status === 400 || status === 422),
    })
    expect(await put({ version: 99, nodes: [], edges: [] })).toMatchObject({
      body: { detail: expect.stringContaining('Upgrade') },
    })
    expect(await mustCall(stack, 'GET', `/workflows/${workflow.id}`)).toMatchObject({
      revision: workflow.revision,
    })
  })

  it('an incomplete drawing is refused with all its problems', async () => {
    const workflow = await mustCall(stack, 'POST', '/workflows', { name: 'Incomplete' })
    const document = draw({ start: { type: 'enrolled' }, tag: { type: 'add-tags', config: { tags: [] } } })
    await mustCall(stack, 'PUT', `/workflows/${workflow.id}/draft`, { revision: workflow.revision, document })
    const answer = await callApi(stack, 'POST', `/workflows/${workflow.id}/publish`)
    expect(answer.status).toBe(422)
    expect(answer.body.problems).toEqual(
      expect.arrayContaining([
        { code: 'invalid-config', nodeId: 'tag', field: 'tags', message: 'Add at least one tag' },
        expect.objectContaining({ code: 'unconnected', nodeId: 'start' }),
        expect.objectContaining({ code: 'unreachable', nodeId: 'tag' }),
      ]),
    )
  })

  it('of two who save the same revision, one is told about the other', async () => {
    const workflow = await mustCall(stack, 'POST', '/workflows', { name: 'Twice' })
    const document = draw({ start: { type: 'enrolled' } })
    const save = () =>
      callApi(stack, 'PUT', `/workflows/${workflow.id}/draft`, { revision: workflow.revision, document })
    const statuses = (await Promise.all([save(), save()])).map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 409])
  })

  it('without a key, with a wrong path or with no JSON: a problem document each', async () => {
    const { status, headers } = await fetch(`${stack.baseUrl}/api/v1/prospects`)
    expect([status, headers.get('content-type')]).toEqual([
      401,
      expect.stringContaining('application/problem+json'),
    ])
    expect(await callApi(stack, 'GET', '/nowhere')).toMatchObject({
      status: 404,
      body: { title: expect.any(String) },
    })
    const noJson = await fetch(`${stack.baseUrl}/api/v1/prospects`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'application/json' },
      body: '{',
    })
    expect(noJson.status).toBe(400)
    expect(await noJson.text()).not.toMatch(/ at .+:\d+:\d+/)
  })
})
