/** Makes `dist/`: compiled sources, with the files that they read beside them. */
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

rmSync('dist', { recursive: true, force: true })
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' })
cpSync('src/store/migrations', 'dist/src/store/migrations', { recursive: true })
cpSync('src/styles/catalogue.json', 'dist/src/styles/catalogue.json')
cpSync('src/web/styles', 'dist/src/web/styles', { recursive: true })
mkdirSync('dist/src/web/browser', { recursive: true })
for (const file of globSync('src/web/browser/*.ts')) {
  writeFileSync(`dist/${file.replace(/\.ts$/, '.js')}`, stripTypeScriptTypes(readFileSync(file, 'utf8')))
}
