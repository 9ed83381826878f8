/** @type {import('next').NextConfig} */
const config = { poweredByHeader: false, compress: false }

export default config
