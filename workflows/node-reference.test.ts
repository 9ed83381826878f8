import { expect, test } from 'vitest'
import { catalogue } from './catalogue'
import { nodeReference } from './node-reference'

test('the reference in docs says what the node types say of themselves', async () => {
  const reference = nodeReference()
  for (const { type } of catalogue) expect(reference).toContain(`\`${type}\``)
  await expect(reference).toMatchFileSnapshot('../docs/node-types.md')
})
