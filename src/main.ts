/** `npm start`: the service alone. */
import { runServe } from './cli/serve.ts'

process.exitCode = await runServe(process.argv.slice(2))
