// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Included by one source an instruction set, with DESK_LSTM_KERNEL the name of its function and
// DESK_LSTM_EIGEN a namespace of its own for Eigen. Without that the linker would keep one copy of each of
// Eigen's inline functions, perhaps the one that the processor does not have. For the same reason nothing
// else that is inline, of the standard library or of ours, may be used here, and these sources are no part of
// unity builds.
#define Eigen DESK_LSTM_EIGEN
#define EIGEN_NO_DEBUG
#define EIGEN_DONT_PARALLELIZE
#include <Eigen/Core>

#include "models/forecast/lstmkernel_p.h"

namespace desk {

void DESK_LSTM_KERNEL(const LstmKernelTask &task)
{
    using Matrix = Eigen::Map<Eigen::MatrixXf>;
    using ConstMatrix = Eigen::Map<const Eigen::MatrixXf>;
    using ConstColumn = Eigen::Map<const Eigen::VectorXf>;
    using Eigen::Index;

    const auto batch = static_cast<Index>(task.batch);
    const auto inputs = static_cast<Index>(task.inputs);
    const auto hidden = static_cast<Index>(task.hidden);
    const auto headInputs = static_cast<Index>(task.headInputs);
    const auto outputs = static_cast<Index>(task.outputs);
    const ConstMatrix gateWeights(task.gateWeights, 4 * hidden, inputs + hidden);
    const ConstColumn gateBias(task.gateBias, 4 * hidden);

    // The state stands below a step's inputs, so that both go through one product.
    float *place = task.scratch;
    Matrix seen(place, inputs + hidden, batch);
    place += seen.size();
    Matrix gates(place, 4 * hidden, batch);
    place += gates.size();
    Matrix cell(place, hidden, batch);
    place += cell.size();
    seen.setZero();
    cell.setZero();

    const auto gate = [&](Index which) { return gates.middleRows(which * hidden, hidden).array(); };
    for (std::size_t step = 0; step < task.steps; ++step) {
        seen.topRows(inputs) = ConstMatrix(task.stepInputs + step * task.inputs * task.batch, inputs, batch);
        gates.noalias() = gateWeights * seen;
        // Two statements: in one, Eigen takes the values one by one.
        gates.colwise() += gateBias;
        gates.array() = gates.array().tanh();
        cell.array() = (gate(1) * 0.5F + 0.5F) * cell.array() + (gate(0) * 0.5F + 0.5F) * gate(2);
        seen.bottomRows(hidden).array() = (gate(3) * 0.5F + 0.5F) * cell.array().tanh();
    }

    const ConstMatrix headWeights(task.headWeights, outputs, hidden + headInputs);
    Matrix result(task.result, outputs, batch);
    result.noalias() = headWeights.leftCols(hidden) * seen.bottomRows(hidden);
    result.noalias() += headWeights.rightCols(headInputs) * ConstMatrix(task.head, headInputs, batch);
    result.colwise() += ConstColumn(task.headBias, outputs);
}

} // namespace desk
