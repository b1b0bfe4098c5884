/** Makes `dist/`: compiled sources, with the files that they read beside them. */
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' })
cpSync('src/store/migrations', 'dist/src/store/migrations', { recursive: true })
cpSync('src/styles/catalogue.json', 'dist/src/styles/catalogue.json')
