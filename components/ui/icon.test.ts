import { expect, test } from 'vitest'
import { catalogue } from '@/workflows/catalogue'
import { isIconName } from './icon'

test.each(catalogue.map(({ type, icon }) => [type, icon]))(
  'the icon of “%s” can be drawn: %s',
  (_type, icon) => {
    expect(isIconName(icon)).toBe(true)
  },
)
