// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/intakeblock.h"

namespace desk {

void IntakeBlock::addText(std::uint32_t metric, bool raw, std::string_view text)
{
    Field field;
    field.metric = metric;
    field.kind = Kind::text;
    field.raw = raw;
    field.natural = std::uint64_t{texts.size()} << 32U | text.size();
    texts += text;
    fields.push_back(field);
}

std::string_view IntakeBlock::text(const Field &field) const
{
    return std::string_view(texts).substr(field.natural >> 32U, field.natural & 0xFFFFFFFFU);
}

std::size_t IntakeBlock::bytes() const
{
    return sizeof(IntakeBlock) + records.size() * sizeof(Record) + fields.size() * sizeof(Field) +
           frames.size() * sizeof(IntakeRefusals::Place) + texts.size();
}

} // namespace desk
