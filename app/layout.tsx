import type { Metadata, Viewport } from 'next'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import { TrpcProvider } from '@/components/trpc/trpc-provider'
import { Toaster } from '@/components/ui/toaster'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Switchyard', template: '%s · Switchyard' },
  description: 'Marketing automation around tracked links.',
  icons: { icon: '/icon.svg' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f7' },
    { media: '(prefers-color-scheme: dark)', color: '#161513' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme is set on this element before React wakes up, so its class may differ.
    <html lang="en" suppressHydrationWarning>
      <body>
        <ThemeProvider attribute="class" disableTransitionOnChange>
          <TrpcProvider>{children}</TrpcProvider>
          <Toaster />
        </ThemeProvider>
      </body>
    </html>
  )
}
