/** What a function can run on. */
export const runtimeOptions = [
  { value: 'javascript', label: 'JavaScript, here' },
  { value: 'aws-lambda', label: 'AWS Lambda' },
] as const

export function runtimeLabel(runtime: (typeof runtimeOptions)[number]['value']): string {
  return runtimeOptions.find(({ value }) => value === runtime)?.label ?? runtime
}
