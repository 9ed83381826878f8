import { demoId } from './demo-id'

/** A function as an admin writes it: it looks at a prospect and answers what to change. */
export const demoFunctions = {
  segment: {
    id: demoId('function', 'segment'),
    name: 'Sort by company size',
    description: 'Fills the field “segment” from the size of the company.',
    code: `export default function (prospect) {
  const size = Number(prospect.fields.companySize ?? 0)
  const segment = size >= 500 ? 'enterprise' : size >= 100 ? 'mid-market' : 'small'
  return { setFields: { 'fields.segment': segment } }
}
`,
  },
}
