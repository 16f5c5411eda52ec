// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace desk {

// What rows of GPU telemetry say of a GPU besides values. In a recording they are texts of its node, told
// when they change: seven labels under their own names, and the exporter's labels in parts in the point of
// their metric (the same names as the GPU collector's). Plain value.
struct GpuLabelTexts
{
    static constexpr std::size_t labelCount = 7;
    // In the order of the 12 columns, which are given behind.
    static constexpr std::array<std::string_view, labelCount> names{
        "gpu_id", "device", "modelName", "Hostname", "container", "pod", "namespace"};
    static constexpr std::array<std::size_t, labelCount> columns{2, 3, 5, 6, 7, 8, 9};
    static constexpr std::string_view header = "timestamp,metric_name,gpu_id,device,uuid,modelName,Hostname,"
                                               "container,pod,namespace,value,labels_raw";
    static constexpr std::size_t partBytes = 1000;
    static constexpr std::array<std::string_view, 4> parts{"labels_raw", "labels_raw.2", "labels_raw.3",
                                                           "labels_raw.4"};

    std::array<std::string, labelCount> labels;
    std::map<std::string, std::string, std::less<>> raw; // by metric
};

// Index of a label's name; labelCount where it is none.
std::size_t gpuLabelIndex(std::string_view metric);
bool isGpuLabelPart(std::string_view metric);
// At most so many bytes of a text, no character cut in two.
std::string_view frontOfUtf8(std::string_view text, std::size_t bytes);

} // namespace desk
