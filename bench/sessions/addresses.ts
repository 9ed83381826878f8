import { between, type Variation, variant } from './variation'

/**
 * Addresses by kind of network. They are from ranges that are reserved (documentation, benchmarks, carriers), but for
 * Microsoft's, which are those reported for Safe Links. No rule may know any of them: `scannerNetworks` is empty.
 */
export function homeAddress(vary: Variation): string {
  const { half } = vary
  const isNew = between(vary, 0, 9) < 3
  if (isNew) return `2001:db8:${half === 'tuning' ? 1 : 2}${hex(vary, 3)}:${hex(vary, 4)}::${hex(vary, 4)}`
  return half === 'tuning'
    ? `100.${between(vary, 64, 95)}.${tail(vary)}`
    : `100.${between(vary, 96, 127)}.${tail(vary)}`
}

export function mobileAddress(vary: Variation): string {
  return vary.half === 'tuning'
    ? `10.${between(vary, 0, 99)}.${tail(vary)}`
    : `10.${between(vary, 100, 199)}.${tail(vary)}`
}

/** Everybody of a company comes from here. */
export function proxyAddress(vary: Variation): string {
  const network = variant(vary, ['203.0.113', '192.0.2'], ['198.51.100', '172.20.4'])
  return `${network}.${between(vary, 1, 254)}`
}

export function dataCentreAddress(vary: Variation): string {
  const network = variant(vary, ['198.18', '172.16', '172.17'], ['198.19', '172.18', '172.19'])
  return `${network}.${tail(vary)}`
}

/** Of the scanners behind Outlook, as people have reported them. */
export function microsoftAddress(vary: Variation): string {
  const network = variant(
    vary,
    ['40.94.16', '104.47.1', '40.107.235'],
    ['104.47.30', '20.72.100', '104.47.2'],
  )
  return `${network}.${between(vary, 1, 254)}`
}

function tail(vary: Variation): string {
  return `${between(vary, 0, 255)}.${between(vary, 1, 254)}`
}

function hex(vary: Variation, digits: number): string {
  return between(vary, 0, 16 ** digits - 1).toString(16)
}
