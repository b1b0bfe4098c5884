/** `colophon serve`: runs the service until it is told to stop. */
import { workerCount } from '../cluster/count.ts'
import type { Verb } from './verb.ts'

export const serveVerb: Verb = {
  name: 'serve',
  usage: '',
  summary:
    'Start the service; SIGTERM or Ctrl-C stops it after the requests under way, SIGHUP replaces its workers one by one.',
  options: { demo: { type: 'boolean', help: 'Say how to load the examples when the store is empty.' } },
  examples: ['serve', 'serve --port 9000 --store sqlite:/var/lib/colophon/articles.db'],
  // As sysexits.h names them: try again later (another service has the store), and settings that must be changed.
  statuses: { unavailable: 75, 'invalid-settings': 78 },
  async run({ options, settings, out }) {
    // Loaded here alone: the other commands need no HTTP and start faster without it.
    const terminal = {
      say: (line: string) => out(`${line}\n`),
      demo: options.demo === true || process.stdout.isTTY === true,
    }
    const workers = workerCount(settings)
    const service =
      workers === 1
        ? await (await import('../serve.ts')).serve(settings, terminal)
        : await (await import('../cluster/primary.ts')).startTeam(settings, workers, terminal)
    await new Promise<void>((stopped) => {
      let asked = false
      const stop = () => {
        // A second signal means now.
        if (asked) process.exit(1)
        asked = true
        service.stop().then(stopped)
      }
      process.on('SIGTERM', stop)
      process.on('SIGINT', stop)
      if ('restart' in service) process.on('SIGHUP', () => void service.restart())
    })
    return 0
  },
}
