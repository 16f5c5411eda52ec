// SPDX-License-Identifier: GPL-3.0-or-later
// influx.mjs URL: 100 points by InfluxDB's own client.
import { InfluxDB, Point } from '@influxdata/influxdb-client';

const writer = new InfluxDB({ url: process.argv[2] }).getWriteApi('lab', 'telemetry', 'ns');
writer.useDefaultTags({ host: 'influx-client' });
for (let i = 0; i < 100; ++i)
    writer.writePoint(new Point('probe').tag('core', String(i % 4)).floatField('load', i / 3).intField('count', i));
await writer.close();
console.log('written');
