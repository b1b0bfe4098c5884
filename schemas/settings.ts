/** Every setting of the service: its environment variable, shape, default and one sentence. Flags are derived: `--base-url`. */
import Type from 'typebox'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export const Settings = Type.Object(
  {
    HOST: Type.String({ default: '127.0.0.1', minLength: 1, description: 'Address to listen on; 0.0.0.0 for all.' }),
    PORT: Type.Integer({
      default: 8080,
      minimum: 0,
      maximum: 65535,
      description: 'Port to listen on; 0 picks a free one.',
    }),
    STORE: Type.String({
      default: 'sqlite:./colophon.db',
      minLength: 1,
      description: 'Where articles live: sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE.',
    }),
    BASE_URL: Type.String({
      default: '',
      pattern: '^(https?://[^\\s/?#]+(/[^\\s?#]*[^\\s/?#])?)?$',
      description: 'Public address for links, without a slash at the end; empty: http://HOST:PORT.',
    }),
    NAME: Type.String({
      default: 'Colophon',
      minLength: 1,
      description: 'Name of the service on pages and in documents.',
    }),
    CITATION_KEY: Type.String({
      default: '{author}{year}',
      pattern: '^[A-Za-z0-9_:.-]*(\\{(author|year|title|journal|volume|page)\\}[A-Za-z0-9_:.-]*)+$',
      maxLength: 200,
      description:
        'How citation keys are made: {author} {year} {title} {journal} {volume} {page}, and A–Z a–z 0–9 _ : . -',
    }),
    VERIFY_JATS: Type.Enum(['off', 'export', 'deposit'], {
      default: 'off',
      description:
        'When JATS is judged by its DTD: off; export: before it is sent; deposit: also before a record is kept.',
    }),
    DEPOSITOR: Type.String({ default: '', maxLength: 130, description: 'Who deposits at Crossref; empty: NAME.' }),
    REGISTRANT: Type.String({ default: '', maxLength: 255, description: 'Whose content it is; empty: the depositor.' }),
    DEPOSITOR_EMAIL: Type.String({
      default: '',
      pattern: '^([^\\s@<>]+@[^\\s@<>]+)?$',
      description: 'Where Crossref reports on deposits to; empty: postmaster@ the host of BASE_URL.',
    }),
    CROSSMARK_POLICY: Type.String({
      default: '',
      pattern: '^(10\\.[0-9]{4,9}/\\S+)?$',
      description: 'DOI of the Crossmark policy; with it Crossref deposits carry received and revised dates.',
    }),
    CRAWLERS: Type.Enum(['welcome', 'refused'], {
      default: 'welcome',
      description: 'Whether robots.txt lets crawlers in; refused for an installation that nobody is to index.',
    }),
    WORKERS: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: 256,
      description: 'Processes that answer; 0: as many as the machine has cores. One of them takes deposits for all.',
    }),
    LOG_LEVEL: Type.Enum([...logLevels], {
      default: 'info',
      description: `One of ${logLevels.join(', ')}; debug logs every request.`,
    }),
    BODY_LIMIT: Type.Integer({
      default: 1_048_576,
      minimum: 1024,
      maximum: 1_073_741_824,
      description: 'Largest request body, in bytes.',
    }),
    CONVERT_LIMIT: Type.Integer({
      default: 67_108_864,
      minimum: 1024,
      maximum: 1_073_741_824,
      description: 'How much of one document a conversion holds at once, in characters; bodies in parts may be longer.',
    }),
    REQUEST_TIMEOUT: Type.Integer({
      default: 15_000,
      minimum: 100,
      maximum: 3_600_000,
      description: 'Time a client has to send its request, in milliseconds.',
    }),
    MAX_CONNECTIONS: Type.Integer({
      default: 12_000,
      minimum: 1,
      maximum: 1_000_000,
      description: 'Connections at once, over all workers; one more is closed.',
    }),
    TRUST_PROXY: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: 10,
      description: 'Proxies in front of the service, whose X-Forwarded-For says who asks; 0: nobody’s.',
    }),
    RATE_LIMIT: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: 100_000_000,
      description:
        'What the requests of one address may cost in a minute: a look-up 1, a deposit 5, a search 10, a harvest 20; 0: no limit.',
    }),
    OVERLOAD_LAG: Type.Integer({
      default: 150,
      minimum: 0,
      maximum: 60_000,
      description:
        'Lag of the event loop from which on searches are refused, in milliseconds; thrice that, harvests too; 0: never.',
    }),
    METRICS: Type.Enum(['key', 'open', 'off'], {
      default: 'key',
      description:
        'Who reads /metrics: key, with an administrator’s or a reader-admin’s; open, everybody; off, nobody.',
    }),
    DRAIN_TIMEOUT: Type.Integer({
      default: 20_000,
      minimum: 0,
      maximum: 3_600_000,
      description: 'Time requests under way have to finish after SIGTERM, in milliseconds.',
    }),
    DRAIN_DELAY: Type.Integer({
      default: 500,
      minimum: 0,
      maximum: 600_000,
      description:
        'Time between /readyz saying that the service stops and its refusing connections, in milliseconds; for load balancers.',
    }),
    SEARCH_TIMEOUT: Type.Integer({
      default: 10_000,
      minimum: 50,
      maximum: 3_600_000,
      description: 'Time a search may take before it is cut off with 503, in milliseconds.',
    }),
    WEBHOOK_ADDRESSES: Type.Enum(['public', 'any'], {
      default: 'public',
      description:
        'Where webhooks may lead: public, over https to addresses of the public internet; any, also to private ones and over http.',
    }),
    WEBHOOK_TIMEOUT: Type.Integer({
      default: 10_000,
      minimum: 100,
      maximum: 60_000,
      description: 'Time a receiver of webhooks has to answer, in milliseconds.',
    }),
    IMPORT_DIR: Type.String({
      default: '',
      description: 'Folder below which imports may name files of this machine; empty: none.',
    }),
    IMPORT_SPOOL: Type.String({
      default: '',
      description: 'Folder in which uploads wait to be imported; empty: beside the store.',
    }),
    IMPORT_HOSTS: Type.String({
      default: '',
      pattern: '^[A-Za-z0-9.:\\[\\], -]*$',
      maxLength: 4000,
      description: 'Hosts that imports may fetch from, between commas, such as doi.org,api.crossref.org; empty: none.',
    }),
    IMPORT_ADDRESSES: Type.Enum(['public', 'any'], {
      default: 'public',
      description:
        'Where those hosts may be: public, over https at addresses of the public internet; any, also at private ones and over http.',
    }),
    IMPORT_RESOLVER: Type.String({
      default: 'https://doi.org/',
      pattern: '^https?://[^\\s/?#]+/([^\\s?#]*/)?$',
      description: 'Who is asked for the record of a DOI; its host, and those it leads on to, must be in IMPORT_HOSTS.',
    }),
    IMPORT_FETCH_LIMIT: Type.Integer({
      default: 20_971_520,
      minimum: 1024,
      maximum: 1_099_511_627_776,
      description: 'Largest source that is fetched from elsewhere, in bytes.',
    }),
    IMPORT_FETCH_TIMEOUT: Type.Integer({
      default: 10_000,
      minimum: 100,
      maximum: 86_400_000,
      description: 'Time that fetching a source may take, in milliseconds.',
    }),
    IMPORT_AT_ONCE: Type.Integer({
      default: 1,
      minimum: 1,
      maximum: 16,
      description: 'Imports that are worked on at a time; others wait for their turn.',
    }),
    IMPORT_KEEP: Type.Integer({
      default: 30,
      minimum: 1,
      maximum: 3650,
      description: 'Days for which finished imports are told.',
    }),
    CACHE_MB: Type.Integer({
      default: 32,
      minimum: 0,
      maximum: 65_536,
      description: 'Memory of each worker for rendered representations, in MiB; 0 renders every time.',
    }),
    STYLES_DIR: Type.String({
      default: '',
      description: 'Folder of .csl files that are added to the citation styles, or stand for those of the same name.',
    }),
    CITATION_WORKERS: Type.Integer({
      default: 2,
      minimum: 1,
      maximum: 64,
      description: 'Processes that format references, shared out among the workers; each keeps its own styles ready.',
    }),
    CITATION_STYLES: Type.Integer({
      default: 24,
      minimum: 1,
      maximum: 10_000,
      description: 'Styles that each of those processes keeps ready, in a locale each; one takes 1 to 30 MB.',
    }),
    CITATION_QUEUE: Type.Integer({
      default: 256,
      minimum: 1,
      maximum: 100_000,
      description: 'References and bibliographies that may wait for one of them; one more is refused with 503.',
    }),
    CITATION_TIMEOUT: Type.Integer({
      default: 60_000,
      minimum: 100,
      maximum: 3_600_000,
      description: 'Time that one reference or bibliography may take, in milliseconds.',
    }),
  },
  { additionalProperties: false },
)
export type Settings = Type.Static<typeof Settings>
