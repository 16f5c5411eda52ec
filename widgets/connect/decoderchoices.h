// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/connect/decoderpage.h"

namespace desk {

// Decoders for bytes that came: those that fit with their likelihood, then the other usual ones. Where the
// transport tells frames apart, each piece is one. GUI thread.
std::vector<DecoderPage::Choice> decoderChoices(const LinkTrial::Sample &sample);

} // namespace desk
