// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/lstminputs.h"
#include "models/forecast/lstmweights.h"

#include <array>
#include <random>

// The network's formulas as they stand in the books, number by number, in doubles: what the kernels must
// agree with.
std::array<double, desk::LstmWeights::outputs> plainLstm(const desk::LstmWeights &weights,
                                                         const desk::LstmInputs &inputs);
desk::LstmWeights randomWeights(std::size_t hidden, unsigned seed);
