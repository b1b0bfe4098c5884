/** `npm start`: the service alone. */
import { keepCode } from './kept-code.ts'

keepCode()
const [{ runVerb }, { serveVerb }] = await Promise.all([import('./cli/run.ts'), import('./cli/serve.ts')])
process.exitCode = await runVerb(serveVerb, process.argv.slice(2))
