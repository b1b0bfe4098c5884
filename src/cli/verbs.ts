/** The verb table. */
import { auditVerb } from './audit.ts'
import { backupVerb } from './backup.ts'
import { citeVerb } from './cite.ts'
import { compactVerb } from './compact.ts'
import { convertVerb } from './convert.ts'
import { copyVerb } from './copy.ts'
import { dumpVerb } from './dump.ts'
import { exportVerb } from './export.ts'
import { historyVerb } from './history.ts'
import { importVerb } from './import.ts'
import { importsVerb } from './imports.ts'
import { keyVerb } from './key.ts'
import { readinessVerb } from './readiness.ts'
import { restoreVerb } from './restore.ts'
import { serveVerb } from './serve.ts'
import type { Verb } from './verb.ts'
import { verifyVerb } from './verify.ts'
import { webhookVerb } from './webhook.ts'

export const verbs: readonly Verb[] = [
  serveVerb,
  importVerb,
  importsVerb,
  exportVerb,
  historyVerb,
  dumpVerb,
  convertVerb,
  citeVerb,
  readinessVerb,
  keyVerb,
  auditVerb,
  webhookVerb,
  backupVerb,
  restoreVerb,
  copyVerb,
  compactVerb,
  verifyVerb,
]
