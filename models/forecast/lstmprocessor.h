// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace desk {

// For which instructions the network's arithmetic is compiled. Their answers differ in the last digits only.
enum class LstmProcessor : std::uint8_t { baseline, avx2, avx512 };

std::string_view lstmProcessorWord(LstmProcessor processor);
// Whether this machine has it.
bool isAvailable(LstmProcessor processor);
// The fastest that this machine has.
LstmProcessor bestLstmProcessor();

} // namespace desk
