// The peer: the same three operations as a careful team would write them with Fastify and pg, on the same tables.
//
// What it does as the product does: a session is looked up by the digest of its token in every request, bodies are
// checked by JSON Schema, the carnet is locked, its whole history is read, a commit is refused where pieces are not
// where the declaration says, and transaction, event, audit row and idempotency key are written in one transaction.
//
// What it leaves out, each of which makes it faster: it proves no QR signature (it is handed the digest of the code),
// reads no settings of territories, knows one rule of the kernel's dozens, checks no If-Match, numbers no events, makes
// no receipt, no job, no sealed verification code, and answers without history, warnings and allowed actions.
import cluster from 'node:cluster';
import { createHash, randomBytes } from 'node:crypto';
import os from 'node:os';
import Fastify from 'fastify';
import pg from 'pg';

const [port, url] = process.argv.slice(2);
const workers = os.availableParallelism();
const poolSize = 8;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
function newId() {
  let id = '';
  for (let time = Date.now(), at = 0; at < 9; at++, time = Math.floor(time / 32)) id = alphabet[time % 32] + id;
  for (const byte of randomBytes(11)) id += alphabet[byte & 31];
  return id;
}
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

class Refused extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
  }
}

// Named, so that pg prepares each once per connection.
const ask = (client, name, text, values) => client.query({ name, text, values });

async function officerOf(client, request) {
  const token = /(?:^|; )__Host-session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  if (!token) throw new Refused(401, 'not_signed_in');
  const { rows } = await ask(
    client,
    'session',
    `SELECT s.session_id, s.last_seen_at, s.idle_seconds, s.expires_at, a.account_id, a.role, a.tenant_id,
            a.display_name, a.country, a.office_id, c.territory
     FROM sessions s JOIN accounts a ON a.account_id = s.account_id LEFT JOIN v_countries c ON c.code = a.country
     WHERE s.token_hash = $1 AND s.ended_at IS NULL AND a.active = 1`,
    [sha256(token)],
  );
  const officer = rows[0];
  if (!officer || Date.parse(officer.expires_at) < Date.now()) throw new Refused(401, 'not_signed_in');
  if (officer.role !== 'officer') throw new Refused(403, 'not_permitted');
  return officer;
}

async function once(client, request, officer, operation, work) {
  const key = request.headers['idempotency-key'];
  if (!key) return work();
  const claimed = await ask(
    client,
    'claim',
    `INSERT INTO idempotency_keys (owner, idempotency_key, operation, request_hash, claimed_at)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (owner, idempotency_key) DO NOTHING`,
    [officer.account_id, sha256(key), operation, sha256(JSON.stringify(request.body)), new Date().toISOString()],
  );
  if (claimed.rowCount === 0) {
    const { rows } = await ask(
      client,
      'kept',
      'SELECT body FROM idempotency_keys WHERE owner = $1 AND idempotency_key = $2',
      [officer.account_id, sha256(key)],
    );
    return JSON.parse(rows[0].body);
  }
  const answer = await work();
  await ask(
    client,
    'keep',
    `UPDATE idempotency_keys SET status = 201, headers = '{}', body = $1 WHERE owner = $2 AND idempotency_key = $3`,
    [JSON.stringify(answer), officer.account_id, sha256(key)],
  );
  return answer;
}

async function publish(client, officer, type, carnetId, payload) {
  const event = { event_id: newId(), at: new Date().toISOString(), type, subject: `carnet:${carnetId}` };
  const salt = randomBytes(16).toString('base64url');
  const text = JSON.stringify(payload);
  const leaf = sha256(`\0${JSON.stringify({ ...event, territory: officer.territory, payload, salt })}`);
  await ask(
    client,
    'event',
    `INSERT INTO events (event_id, position, at, type, subject, territory, actor, tenant, request_id, topics, payload,
                         salt, leaf)
     VALUES ($1, NULL, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      event.event_id,
      event.at,
      type,
      event.subject,
      officer.territory,
      officer.account_id,
      officer.tenant_id,
      newId(),
      JSON.stringify([event.subject, `territory:${officer.territory}`]),
      text,
      salt,
      leaf,
    ],
  );
}

const audit = (client, officer, operation, carnetId) =>
  ask(
    client,
    'audit',
    `INSERT INTO audit (audit_id, at, request_id, operation, action, subject, outcome, reason, actor, tenant, source)
     VALUES ($1, $2, $3, $4, $4, $5, 'done', '', $6, $7, '127.0.0.1')`,
    [
      newId(),
      new Date().toISOString(),
      newId(),
      operation,
      `carnet:${carnetId}`,
      officer.account_id,
      officer.tenant_id,
    ],
  );

async function declarationOf(client, declarationId) {
  const { rows } = await ask(
    client,
    'declaration',
    `SELECT declaration_id, carnet_id, type, country, territory, content, signature_no, signature
     FROM v_declarations WHERE declaration_id = $1`,
    [declarationId],
  );
  if (!rows[0]?.signature) throw new Refused(404, 'not_found');
  return { ...rows[0], content: JSON.parse(rows[0].content) };
}

async function carnetFile(client, carnetId) {
  const carnet = await ask(
    client,
    'carnet',
    `SELECT c.carnet_id, c.number, c.standing, c.content, c.valid_until, c.home_territory, g.general_list
     FROM v_carnets c JOIN v_general_lists g ON g.carnet_id = c.carnet_id WHERE c.carnet_id = $1`,
    [carnetId],
  );
  const history = await ask(
    client,
    'history',
    `SELECT transaction_id, declaration_id, type, territory, content, cancelled_at
     FROM v_transactions WHERE carnet_id = $1 ORDER BY sequence`,
    [carnetId],
  );
  const row = carnet.rows[0];
  return {
    ...row,
    content: JSON.parse(row.content),
    general_list: JSON.parse(row.general_list),
    history: history.rows.map((line) => ({ ...line, content: JSON.parse(line.content) })),
  };
}

// Where each item's pieces are: at home, on the way, or in a territory.
function places(file) {
  const place = new Map(file.general_list.map((line) => [line.item, { [file.home_territory]: line.pieces }]));
  const move = (goods, from, to) => {
    for (const { item, pieces } of goods) {
      const at = place.get(item);
      at[from] = (at[from] ?? 0) - pieces;
      at[to] = (at[to] ?? 0) + pieces;
    }
  };
  for (const { type, territory, content, cancelled_at: cancelled } of file.history) {
    if (cancelled) continue;
    if (type === 'exportation' || type === 're_exportation') move(content.goods, territory, 'on the way');
    if (type === 'importation' || type === 're_importation') move(content.goods, 'on the way', territory);
  }
  return place;
}

function checkCommit(file, declaration) {
  if (file.standing !== 'issued') throw new Refused(409, 'carnet_not_issued');
  if (file.valid_until < new Date().toISOString().slice(0, 10)) throw new Refused(409, 'carnet_expired');
  if (file.history.some((line) => line.declaration_id === declaration.declaration_id && !line.cancelled_at))
    throw new Refused(409, 'declaration_already_committed');
  const place = places(file);
  for (const { item, pieces } of declaration.content.goods)
    if ((place.get(item)?.['on the way'] ?? 0) < pieces) throw new Refused(409, 'goods_already_in_territory');
}

async function presentedHere(client, officer, declarationId) {
  const { rows } = await ask(
    client,
    'presentation',
    `SELECT carnet_id, signature_no, office_id, territory FROM presentations
     WHERE declaration_id = $1 AND administration_id = $2 ORDER BY presented_at DESC LIMIT 1`,
    [declarationId, officer.tenant_id],
  );
  if (!rows[0]) throw new Refused(404, 'not_found');
  return rows[0];
}

async function scan(client, request) {
  const officer = await officerOf(client, request);
  return once(client, request, officer, 'customs.scan_code', async () => {
    const { rows } = await ask(
      client,
      'code',
      'SELECT declaration_id FROM v_declarations WHERE transaction_code_hash = $1 AND signature IS NOT NULL',
      [request.body.transaction_code_hash],
    );
    if (!rows[0]) throw new Refused(404, 'code_unknown');
    const declaration = await declarationOf(client, rows[0].declaration_id);
    if (declaration.territory !== officer.territory) throw new Refused(409, 'declaration_for_another_territory');
    const file = await carnetFile(client, declaration.carnet_id);
    await ask(
      client,
      'present',
      `INSERT INTO presentations (presentation_id, declaration_id, signature_no, carnet_id, administration_id, country,
                                  territory, office_id, account_id, presented_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        newId(),
        declaration.declaration_id,
        declaration.signature_no,
        declaration.carnet_id,
        officer.tenant_id,
        officer.country,
        officer.territory,
        request.body.office_id,
        officer.account_id,
        new Date().toISOString(),
      ],
    );
    const { declaration_id, carnet_id, type, country, territory } = declaration;
    await publish(client, officer, 'declaration_presented', carnet_id, { declaration_id, type });
    await audit(client, officer, 'customs.scan_code', carnet_id);
    return { declaration_id, carnet_id, carnet_number: file.number, type, country, territory };
  });
}

async function open(client, request) {
  const officer = await officerOf(client, request);
  const presentation = await presentedHere(client, officer, request.params.declaration_id);
  const declaration = await declarationOf(client, request.params.declaration_id);
  const file = await carnetFile(client, presentation.carnet_id);
  await audit(client, officer, 'customs.open_declaration', presentation.carnet_id);
  return { declaration, carnet: { ...file.content, number: file.number, general_list: file.general_list } };
}

async function commit(client, request) {
  const officer = await officerOf(client, request);
  return once(client, request, officer, 'customs.commit_transaction', async () => {
    const presentation = await presentedHere(client, officer, request.params.declaration_id);
    await ask(client, 'lock', 'SELECT carnet_id FROM carnets WHERE carnet_id = $1 FOR UPDATE', [presentation.carnet_id]);
    const declaration = await declarationOf(client, request.params.declaration_id);
    const file = await carnetFile(client, presentation.carnet_id);
    checkCommit(file, declaration);
    const transaction = {
      transaction_id: newId(),
      type: declaration.type,
      committed_at: new Date().toISOString(),
      content: { ...declaration.content, goods_examined: request.body.goods_examined },
    };
    await ask(
      client,
      'transaction',
      `INSERT INTO transactions (transaction_id, carnet_id, sequence, declaration_id, signature_no, type,
                                 administration_id, country, territory, office_id, office, account_id, officer,
                                 committed_at, acted_on, content, verification_code_hash, sealed_verification_code)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13, $14, $15, $16, '')`,
      [
        transaction.transaction_id,
        file.carnet_id,
        file.history.length + 1,
        declaration.declaration_id,
        declaration.signature_no,
        declaration.type,
        officer.tenant_id,
        officer.country,
        officer.territory,
        presentation.office_id,
        officer.account_id,
        officer.display_name,
        transaction.committed_at,
        transaction.committed_at.slice(0, 10),
        JSON.stringify(transaction.content),
        sha256(randomBytes(16)),
      ],
    );
    await publish(client, officer, 'transaction_committed', file.carnet_id, {
      transaction_id: transaction.transaction_id,
      type: declaration.type,
      declaration_id: declaration.declaration_id,
    });
    await audit(client, officer, 'customs.commit_transaction', file.carnet_id);
    return { transactions: [transaction] };
  });
}

function serve() {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  const inTransaction = (status, work) => async (request, reply) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const answer = await work(client, request);
      await client.query('COMMIT');
      return reply.code(status).send(answer);
    } catch (problem) {
      await client.query('ROLLBACK');
      return reply.code(problem.status ?? 500).send({ code: problem.message });
    } finally {
      client.release();
    }
  };
  const text = { type: 'string', minLength: 1, maxLength: 2000 };
  const scanned = {
    type: 'object',
    required: ['transaction_code_hash'],
    additionalProperties: false,
    properties: { transaction_code_hash: text, office_id: text },
  };
  const committed = {
    type: 'object',
    required: ['office_id', 'goods_examined', 'step'],
    additionalProperties: false,
    properties: {
      office_id: text,
      goods_examined: { type: 'boolean' },
      step: { enum: ['commit'] },
      final_date: { type: 'string', format: 'date' },
    },
  };
  const app = Fastify();
  const base = '/api/customs/v1';
  app.get('/readyz', () => ({ ready: true }));
  app.post(`${base}/scans`, { schema: { body: scanned } }, inTransaction(201, scan));
  app.get(`${base}/declarations/:declaration_id`, inTransaction(200, open));
  app.post(`${base}/declarations/:declaration_id/commit`, { schema: { body: committed } }, inTransaction(201, commit));
  app.listen({ port: Number(port), host: '127.0.0.1' });
}

if (cluster.isPrimary) {
  for (let i = 0; i < workers; i++) cluster.fork();
  process.on('SIGTERM', () => process.exit(0)); // workers end with their channel
} else {
  process.on('disconnect', () => process.exit(0));
  serve();
}
