import t from 'tap'
import { readSettings, settingRows, siteOf } from '../src/settings.ts'

t.test('flags win over the environment, the environment over defaults', async (t) => {
  t.match(readSettings({}), { HOST: '127.0.0.1', PORT: 8080, STORE: 'sqlite:./colophon.db', LOG_LEVEL: 'info' })
  t.match(readSettings({ PORT: '9000', HOST: '::1' }, { port: '9001' }), { PORT: 9001, HOST: '::1' })
  t.equal(siteOf(readSettings({ HOST: '::1' })).baseUrl, 'http://[::1]:8080')
  t.equal(siteOf(readSettings({ BASE_URL: 'https://a.example/meta' })).baseUrl, 'https://a.example/meta')
  for (const { description, flag } of settingRows) t.ok(description.length > 10 && flag.startsWith('--'))
})

t.test('all faults are told at once, with value and remedy', async (t) => {
  try {
    readSettings({ PORT: '70000', LOG_LEVEL: 'loud', BASE_URL: 'https://a.example/', BODY_LIMIT: '1e9' })
    t.fail('refused')
  } catch (error) {
    t.match(error, { code: 'invalid-settings', message: /PORT \(--port\) is “70000”/ })
    t.strictSame((error as { findings: { pointer: string }[] }).findings.map(({ pointer }) => pointer).sort(), [
      '/BASE_URL',
      '/BODY_LIMIT',
      '/LOG_LEVEL',
      '/PORT',
    ])
  }
})
