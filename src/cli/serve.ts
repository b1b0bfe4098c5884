/** `colophon serve`: runs the service until it is told to stop. */
import type { Verb } from './verb.ts'

export const serveVerb: Verb = {
  name: 'serve',
  usage: '',
  summary: 'Start the service; SIGTERM or Ctrl-C stops it after the requests under way.',
  options: { demo: { type: 'boolean', help: 'Say how to load the examples when the store is empty.' } },
  examples: ['serve', 'serve --port 9000 --store sqlite:/var/lib/colophon/articles.db'],
  async run({ options, settings, out }) {
    // Loaded here alone: the other commands need no HTTP and start faster without it.
    const { serve } = await import('../serve.ts')
    const service = await serve(settings, {
      say: (line) => out(`${line}\n`),
      demo: options.demo === true || process.stdout.isTTY === true,
    })
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
    })
    return 0
  },
}
