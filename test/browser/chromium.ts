/** A real Chromium for tests: the one from npm, else the system’s; where neither starts, the reason why. */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

export type Opened = { readonly browser: Browser } | { readonly missing: string }

/** The caller closes it. */
export async function openBrowser(): Promise<Opened> {
  const reasons: string[] = []
  for (const find of [unpacked, ownOfSystem]) {
    try {
      const executablePath = await find()
      return { browser: await chromium.launch({ executablePath, args, env: environment(executablePath) }) }
    } catch (error) {
      const [line = ''] = String(error).split('\n')
      reasons.push(line.slice(0, 300))
    }
  }
  return { missing: `Chromium does not start here: ${reasons.join('; ')}` }
}

// Containers run as root and without user namespaces; nothing but our own pages is opened.
const args = ['--no-sandbox', '--font-render-hinting=none']

/**
 * The package unpacks into the folder for temporary files and takes what is there for whole: of two tests at once one
 * would start half a file. So each unpacks by itself, and the first to be done gives its folder the common name.
 */
async function unpacked(): Promise<string> {
  // The package does not export its package.json, which lies beside its `build/`.
  const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'))
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'))
  const folder = join(tmpdir(), `colophon-chromium-${version}`)
  const path = join(folder, 'chromium')
  if (existsSync(path)) return path
  const own = mkdtempSync(`${folder}-`)
  const before = process.env.TMPDIR
  try {
    process.env.TMPDIR = own
    packed.setGraphicsMode = false
    await packed.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  try {
    renameSync(own, folder)
  } catch {
    // Another test was first.
    rmSync(own, { recursive: true, force: true })
  }
  return path
}

function ownOfSystem(): string {
  const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  if (path === undefined) throw new Error('there is none in /usr/bin')
  return path
}

/** Where the system has no fonts, those that came with the browser. */
function environment(executablePath: string): Record<string, string> {
  const fonts = join(executablePath, '..', 'fonts')
  const known = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
  return existsSync('/etc/fonts/fonts.conf') || !existsSync(fonts) ? known : { ...known, FONTCONFIG_PATH: fonts }
}
