/**
 * Carries the address of the connection, as the web server saw it, to the limit on sign-ins.
 * The web server sets it on every request and drops what a client sent under this name.
 */
export const clientAddressHeader = 'x-switchyard-client'
