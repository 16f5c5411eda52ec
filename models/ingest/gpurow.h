// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/telemetry/time.h"

#include <string>
#include <string_view>

namespace desk {

// What a row says of its GPU besides the value. Plain value.
struct GpuLabels
{
    std::string gpuId;
    std::string device;
    std::string modelName;
    std::string hostname;
    std::string container;
    std::string pod;
    std::string nameSpace;
    std::string raw; // the exporter's own labels, as they came

    bool operator==(const GpuLabels &) const = default;
};

// One row of GPU telemetry: one metric of one GPU at one time. Plain value.
struct GpuRow
{
    Timestamp time{};
    std::string timeText; // as it came
    std::string metric;
    std::string uuid;
    double value = 0;
    GpuLabels labels;

    bool operator==(const GpuRow &) const = default;
};

// Reads a row of the telemetry stack, whichever way it is written: CSV text of 12 columns, a JSON array of
// these, or a JSON record (device_id or device, metric or metric_name, value as number or text, time or
// timestamp, gpu_id, uuid, modelName or model_name, Hostname or hostname, container, pod, namespace,
// labels_raw). Errors name the field. Pure, any thread.
Result<GpuRow> readGpuRow(std::string_view payload);

} // namespace desk
