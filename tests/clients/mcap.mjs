// SPDX-License-Identifier: GPL-3.0-or-later
// MCAP by the format's reference implementation, @mcap/core.
//   node mcap.mjs read FILE          checks index, statistics and CRCs; prints a line of JSON for each message
//   node mcap.mjs write FILE zstd|none   makes a file: two channels of JSON, one of another encoding
import { McapIndexedReader, McapStreamReader, McapWriter } from '@mcap/core';
import zstd from '@foxglove/wasm-zstd';
import { readFileSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

await zstd.isLoaded;
const decompressHandlers = { zstd: (data, size) => zstd.decompress(data, Number(size)) };
const [task, file, compression] = process.argv.slice(2);

function check(holds, what) {
    if (!holds) throw new Error(what);
}

async function read() {
    const bytes = new Uint8Array(readFileSync(file));
    const readable = {
        size: async () => BigInt(bytes.length),
        read: async (offset, length) => bytes.subarray(Number(offset), Number(offset + length)),
    };
    const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers });
    let indexed = 0;
    let last = 0n;
    for await (const message of reader.readMessages({ validateCrcs: true })) {
        check(message.logTime >= last, 'the index is not in the order of log times');
        last = message.logTime;
        const channel = reader.channelsById.get(message.channelId);
        const schema = reader.schemasById.get(channel.schemaId);
        check(channel.messageEncoding === 'json' && schema.encoding === 'jsonschema', 'another encoding');
        const properties = JSON.parse(new TextDecoder().decode(schema.data)).properties;
        const data = JSON.parse(new TextDecoder().decode(message.data));
        for (const name of Object.keys(data))
            check(name in properties || name === 'kinds' || name === 'values', `${name} is not in the schema`);
        console.log(JSON.stringify({
            topic: channel.topic, sequence: message.sequence, log: String(message.logTime),
            publish: String(message.publishTime), data,
        }));
        ++indexed;
    }
    const statistics = reader.statistics;
    check(statistics.messageCount === BigInt(indexed), 'statistics count other messages');
    check(statistics.channelCount === reader.channelsById.size, 'statistics count other channels');
    check(statistics.schemaCount === reader.schemasById.size, 'statistics count other schemas');
    check(statistics.chunkCount === reader.chunkIndexes.length, 'statistics count other chunks');
    const counted = [...statistics.channelMessageCounts.values()].reduce((sum, count) => sum + count, 0n);
    check(counted === statistics.messageCount, 'statistics of the channels do not add up');
    check(reader.chunkIndexes.every((index) => index.compression === 'zstd'), 'chunks are not zstd');

    const stream = new McapStreamReader({ validateCrcs: true, decompressHandlers });
    stream.append(bytes);
    let streamed = 0;
    let end;
    for (let record; (record = stream.nextRecord());) {
        if (record.type === 'Message') ++streamed;
        if (record.type === 'DataEnd') end = record;
    }
    check(stream.done() && streamed === indexed, 'read from the front there are other messages');
    // The reference readers leave these two to their callers.
    check(end.dataSectionCrc === crc32(bytes.subarray(0, Number(reader.dataEndOffset))), 'CRC of the data section');
    const { summaryStart, summaryCrc } = reader.footer;
    check(summaryCrc === crc32(bytes.subarray(Number(summaryStart), bytes.length - 8 - 4)), 'CRC of the summary');
}

async function write() {
    const pieces = [];
    let length = 0;
    const writable = {
        write: async (bytes) => { pieces.push(bytes.slice()); length += bytes.length; },
        position: () => BigInt(length),
    };
    const compressChunk = compression === 'zstd'
        ? (data) => ({ compression: 'zstd', compressedData: zstd.compress(data) }) : undefined;
    const writer = new McapWriter({ writable, chunkSize: 500, compressChunk });
    await writer.start({ profile: '', library: 'test' });
    const encode = (object) => new TextEncoder().encode(JSON.stringify(object));
    const schemaId = await writer.registerSchema({ name: 'Pose', encoding: 'jsonschema', data: encode({ type: 'object' }) });
    const channel = (topic, messageEncoding) => writer.registerChannel({ schemaId, topic, messageEncoding, metadata: new Map() });
    const pose = await channel('/robot/pose', 'json');
    const battery = await channel('/battery', 'json');
    const binary = await channel('/image', 'protobuf');
    for (let i = 0; i < 100; ++i) {
        const time = 1_795_262_400_000_000_000n + BigInt(i);
        const message = { sequence: i, logTime: time + 1000n, publishTime: time };
        await writer.addMessage({ ...message, channelId: pose, data: encode({ position: { x: i / 3, y: -i }, ok: i % 2 === 0 }) });
        await writer.addMessage({ ...message, channelId: battery, data: encode({ percent: 100 - i, state: 'discharging', cells: [1, 2] }) });
        await writer.addMessage({ ...message, channelId: binary, data: new Uint8Array([1, 2, 3]) });
    }
    await writer.end();
    writeFileSync(file, Buffer.concat(pieces));
}

await { read, write }[task]();
