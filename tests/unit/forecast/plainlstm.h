// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/lstminputs.h"
#include "models/forecast/lstmweights.h"

#include <array>
#include <random>

namespace desk {

// The network's formulas as they stand in the books, number by number, in doubles: what the kernels must
// agree with.
std::array<double, LstmWeights::outputs> plainLstm(const LstmWeights &weights, const LstmInputs &inputs);
LstmWeights randomWeights(std::size_t hidden, unsigned seed);

} // namespace desk
