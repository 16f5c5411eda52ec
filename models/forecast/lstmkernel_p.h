// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace desk {

// One batch through the network. Matrices by columns, one column a series; nothing is owned. Gate rows of
// input, forget and output are halved beforehand, since sigmoid(x) = (1 + tanh(x / 2)) / 2: one tanh serves
// all gates.
struct LstmKernelTask
{
    std::size_t batch = 0;
    std::size_t steps = 0;
    std::size_t inputs = 0;
    std::size_t hidden = 0;
    std::size_t headInputs = 0;
    std::size_t outputs = 0;
    const float *gateWeights = nullptr; // 4 hidden x (inputs + hidden)
    const float *gateBias = nullptr;    // 4 hidden
    const float *headWeights = nullptr; // outputs x (hidden + headInputs)
    const float *headBias = nullptr;    // outputs
    const float *stepInputs = nullptr;  // steps times inputs x batch
    const float *head = nullptr;        // headInputs x batch
    float *result = nullptr;            // outputs x batch
    float *scratch = nullptr;           // (inputs + 6 hidden) x batch
};

using LstmKernel = void (*)(const LstmKernelTask &);

// The same source, compiled for what a processor has.
void runLstmBaseline(const LstmKernelTask &task);
#if defined(__x86_64__)
void runLstmAvx2(const LstmKernelTask &task);   // AVX2, FMA
void runLstmAvx512(const LstmKernelTask &task); // AVX-512 F, BW, DQ, VL
#endif

} // namespace desk
