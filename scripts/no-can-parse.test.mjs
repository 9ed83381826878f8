import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('nobody asks URL.canParse, which is wrong in Node 20 (workflows/can-parse-url.ts says how)', () => {
  const sources = ['app', 'components', 'server', 'workflows'].flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('can-parse-url.ts'))
      .map((path) => `${folder}/${path}`),
  )
  expect(sources.filter((path) => readFileSync(path, 'utf8').includes('URL.canParse('))).toEqual([])
})
