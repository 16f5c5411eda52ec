// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace desk {

// What a network of one LSTM layer and a linear head has learnt, and the file it is kept in. A plain value.
// Gates stand in the order input, forget, cell, output, as in PyTorch; matrices are by rows.
//
// The file: "CDLSTM", two bytes 0; then numbers of 32 bits, little-endian: version (1), inputs, head inputs,
// hidden, outputs, length of the metric, length of the record; the two texts (UTF-8); the floats in the order
// below; CRC-32C of all before it.
struct LstmWeights
{
    static constexpr std::size_t inputs = 6;      // a step; see LstmInputs
    static constexpr std::size_t headInputs = 12; // see LstmInputs
    static constexpr std::size_t outputs = 9;     // see LstmForecaster
    static constexpr std::size_t mostHidden = 128;
    static constexpr std::size_t longestMetric = 256;
    static constexpr std::size_t longestRecord = 64U * 1024;

    std::size_t hidden = 0;
    std::string metric; // whose series it is for; empty = any
    std::string record; // of the training: data, seed, commit, scores

    std::vector<float> inputWeights;  // 4 hidden x inputs
    std::vector<float> hiddenWeights; // 4 hidden x hidden
    std::vector<float> bias;          // 4 hidden
    std::vector<float> headWeights;   // outputs x (hidden + headInputs)
    std::vector<float> headBias;      // outputs

    // All zero: it says what persistence says.
    static LstmWeights zero(std::size_t hidden);
    // Refuses what is cut, too long, of another version or form, damaged, or holds a number that is none.
    static Result<LstmWeights> parse(std::span<const std::byte> file);
    [[nodiscard]] std::vector<std::byte> encode() const;

    bool operator==(const LstmWeights &) const = default;
};

} // namespace desk
