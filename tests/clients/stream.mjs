// SPDX-License-Identifier: GPL-3.0-or-later
// Real clients of the live streams: npm's ws and eventsource. stream.mjs URL TOKEN; exit 0 when both got the
// posted points.
import { EventSource } from 'eventsource';
import WebSocket from 'ws';

const [url, token] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${token}` };
const node = `js-${process.pid}`;
const count = 20;

function within(seconds, what, run) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${what}: nothing within ${seconds} s`)), seconds * 1000);
        run((value) => { clearTimeout(timer); resolve(value); }, reject);
    });
}

async function post() {
    const points = Array.from({ length: count }, (_, i) => ({
        timestamp: new Date().toISOString(), node_id: node, node_type: 'satellite', snr_db: i }));
    const answer = await fetch(`${url}/api/v1/telemetry/batch`, {
        method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(points) });
    if (answer.status !== 200)
        throw new Error(`posting: ${answer.status} ${await answer.text()}`);
}

function check(who, points) {
    for (let i = 0; i < count; ++i) {
        if (points[i][1] !== node || points[i][3] !== 'snr_db' || points[i][5] !== i)
            throw new Error(`${who}: point ${i} is ${JSON.stringify(points[i])}`);
    }
    console.log(`${who}: ${points.length} points`);
}

const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/stream`, 'constellation.stream.v1', { headers });
const wsPoints = within(10, 'ws', (resolve, reject) => {
    const got = [];
    socket.on('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ op: 'subscribe', id: 1, nodes: [node] })));
    socket.on('message', (data) => {
        const message = JSON.parse(data);
        if (message.op === 'subscribed')
            post().catch(reject);
        if (message.op === 'batch' && got.push(...message.points) >= count)
            resolve(got);
    });
});
check('ws', await wsPoints);
socket.close();

const ssePoints = within(10, 'eventsource', (resolve, reject) => {
    const got = [];
    const events = new EventSource(`${url}/api/v1/telemetry/stream?nodes=${node}`, {
        fetch: (target, init) => fetch(target, { ...init, headers: { ...init.headers, ...headers } }) });
    events.onopen = () => post().catch(reject);
    events.onmessage = (event) => {
        if (got.push(...JSON.parse(event.data).points) >= count) {
            events.close();
            resolve(got);
        }
    };
});
check('eventsource', await ssePoints);
process.exit(0);
