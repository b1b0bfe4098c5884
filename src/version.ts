/** The version in package.json, found from the sources and from `dist/` alike. */
import { existsSync, readFileSync } from 'node:fs'

export function packageVersion(): string {
  const places = ['../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url))
  const file = places.find((place) => existsSync(place))
  return file ? JSON.parse(readFileSync(file, 'utf8')).version : 'unknown'
}
