// SPDX-License-Identifier: GPL-3.0-or-later
// otlp.mjs URL: a counter, a gauge and a histogram by OpenTelemetry's exporters, JSON and protobuf, gzip.
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { OTLPMetricExporter as JsonExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufExporter } from '@opentelemetry/exporter-metrics-otlp-proto';

for (const Exporter of [JsonExporter, ProtobufExporter]) {
    const exporter = new Exporter({ url: process.argv[2] + '/v1/metrics', compression: 'gzip' });
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3600000 });
    const provider = new MeterProvider({ readers: [reader] });
    const meter = provider.getMeter('probe');
    meter.createCounter('requests').add(3, { host: Exporter === JsonExporter ? 'otlp-json' : 'otlp-protobuf' });
    meter.createHistogram('duration').record(12);
    meter.createObservableGauge('temperature').addCallback((result) => result.observe(21.5));
    await provider.forceFlush(); // fails when the server refuses
    await provider.shutdown();
}
console.log('exported');
