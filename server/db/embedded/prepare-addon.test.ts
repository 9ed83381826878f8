import { expect, test } from 'vitest'
import { prepareAddon } from './prepare-addon'

test.each([
  [{ platform: 'linux', arch: 'x64', glibc: '2.38' }],
  [{ platform: 'linux', arch: 'arm64', glibc: '2.41' }],
  [{ platform: 'darwin', arch: 'arm64' }],
])('%o loads the addon as it is', (machine) => {
  expect(prepareAddon('/nowhere', machine)).toBeUndefined()
})

test.each([
  [{ platform: 'win32', arch: 'x64' }, 'win32 x64'],
  [{ platform: 'darwin', arch: 'x64' }, 'darwin x64'],
  [{ platform: 'linux', arch: 'x64', glibc: '2.31' }, 'linux x64, glibc 2.31'],
  [{ platform: 'linux', arch: 'x64' }, 'linux x64, no glibc'],
  [{ platform: 'linux', arch: 'riscv64', glibc: '2.41' }, 'linux riscv64, glibc 2.41'],
])('%o is told to set MONGODB_URI', (machine, here) => {
  expect(() => prepareAddon('/nowhere', machine)).toThrow(
    expect.objectContaining({
      code: 'unavailable',
      userMessage: expect.stringMatching(
        new RegExp(`^The embedded database does not run on this machine \\(${here}\\): set MONGODB_URI`),
      ),
    }),
  )
})
