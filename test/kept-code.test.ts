import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from './cli/command.ts'

/** A program that keeps its code, in a folder of its own; says where children would look for it. */
function program(folder: string): () => string {
  mkdirSync(join(folder, 'src'))
  cpSync(join(root, 'src/kept-code.ts'), join(folder, 'src/kept-code.ts'))
  writeFileSync(join(folder, 'src/rest.ts'), 'export const words: string = "the rest"')
  writeFileSync(
    join(folder, 'src/main.ts'),
    `import { keepCode } from './kept-code.ts'
     keepCode()
     const { words } = await import('./rest.ts')
     console.log(words, process.env.NODE_COMPILE_CACHE ?? 'nowhere')`,
  )
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  return () => execFileSync(process.execPath, [join(folder, 'src/main.ts')], { env: {}, encoding: 'utf8' })
}

t.test('what was compiled is kept beside the program, for its children too', async (t) => {
  const folder = t.testdir()
  const run = program(folder)
  t.match(run(), join(folder, 'node_modules/.cache/code'))
  t.ok(existsSync(join(folder, 'node_modules/.cache/code')))
  t.match(run(), 'the rest', 'and used')
})

t.test('where nothing can be kept, the program runs as well', async (t) => {
  const folder = t.testdir({ node_modules: 'a file where the folder would be' })
  t.equal(program(folder)(), 'the rest nowhere\n')
})
