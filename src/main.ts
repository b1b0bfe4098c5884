/** `npm start`: the service alone. */
import { runVerb } from './cli/run.ts'
import { serveVerb } from './cli/serve.ts'

process.exitCode = await runVerb(serveVerb, process.argv.slice(2))
