const focusable = 'input, button, textarea, [tabindex]:not([tabindex="-1"])'

/**
 * Focuses the input of a field by its path as compile names it; the nearest field around it when the path leads
 * deeper than what is drawn, and the first field of all for an empty path.
 */
export function focusField(container: HTMLElement, path: string): void {
  const fields = [...container.querySelectorAll<HTMLElement>('[data-field-path]')]
  const nearest = path === '' ? fields[0] : nearestTo(fields, path)
  const target = nearest?.matches(focusable) ? nearest : nearest?.querySelector<HTMLElement>(focusable)
  target?.focus({ preventScroll: true })
  target?.scrollIntoView({ block: 'center' })
}

function nearestTo(fields: HTMLElement[], path: string): HTMLElement | undefined {
  const around = fields.filter((field) => `${path}.`.startsWith(`${field.dataset.fieldPath}.`))
  return around.sort((a, b) => lengthOf(b) - lengthOf(a))[0]
}

const lengthOf = (field: HTMLElement) => field.dataset.fieldPath?.length ?? 0
