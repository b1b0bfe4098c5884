/** Prints the counts of a TAP run, `N passed, N failed`; exit status 1 where the run has no end or no test. */
import { readFileSync } from 'node:fs'

const log = readFileSync(process.argv[2] ?? 0, 'utf8')
const totals = [...log.matchAll(/^# \{ total: .*\}$/gm)].at(-1)?.[0] ?? ''
const number = (name: string): number => Number(new RegExp(`\\b${name}: (\\d+)`).exec(totals)?.[1] ?? 0)

if (totals === '' || number('total') === 0) {
  process.stdout.write('The test run did not come to its end.\n0 passed, 1 failed\n')
  process.exitCode = 1
} else {
  process.stdout.write(`${number('pass')} passed, ${number('fail')} failed\n`)
}
