export function referencePage(_d: unknown) {
  return ''
}
