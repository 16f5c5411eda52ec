// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linktrial.h"

#include <algorithm>
#include <random>

namespace desk {

LinkDefinition listeningOnly(TransportSettings transport)
{
    LinkDefinition definition;
    definition.id = "trial-" + std::to_string(std::random_device{}());
    definition.name = definition.id;
    definition.transport = std::move(transport);
    if (auto *folder = std::get_if<CsvFolderSettings>(&definition.transport))
        folder->moveTo.clear(); // what is only looked at stays where it is
    if (auto *mqtt = std::get_if<MqttSettings>(&definition.transport)) {
        mqtt->session = false; // a broker must not keep messages for who will not come back
        mqtt->qos = 0;         // what is only looked at is not acknowledged
        mqtt->clientId.clear();
    }
    return definition;
}

LinkTrial::LinkTrial(TransportSettings transport, const LinkSecrets &secrets, const TimeService &time)
    : m_definition(listeningOnly(std::move(transport)))
    , m_secrets(secrets)
    , m_time(time)
{
}

void LinkTrial::start()
{
    m_transport.start(
        {*this, m_counters, m_state, m_time, m_secrets, m_definition.id,
         ReconnectDelay::Options{std::chrono::milliseconds{250}, std::chrono::milliseconds{2'000}}});
}

void LinkTrial::take(const ArrivedBytes &arrived)
{
    const auto bytes = std::as_bytes(arrived.bytes);
    Piece piece{{bytes.begin(), bytes.end()}, arrived.at, arrived.whole};
    const std::lock_guard lock(m_mutex);
    m_origin = arrived.origin;
    feed(piece);
    m_kept += piece.bytes.size();
    m_pieces.push_back(std::move(piece));
    while (m_kept > keptBytes && m_pieces.size() > 1) {
        m_kept -= m_pieces.front().bytes.size();
        m_pieces.pop_front();
    }
}

void LinkTrial::ended(std::string_view)
{
    const std::lock_guard lock(m_mutex);
    if (m_chain)
        m_chain->endOfStream(m_time.now(), *this);
}

// Nothing is kept, so nobody is told that it was: a broker goes on holding the message for the real link.
void LinkTrial::handOver(std::function<void(bool kept)> told)
{
    if (told)
        told(false);
}

void LinkTrial::feed(const Piece &piece)
{
    if (m_chain)
        m_chain->feed(piece.bytes, piece.at, *this, piece.whole);
}

Result<void> LinkTrial::setDecoder(const DecoderDefinition &decoder)
{
    auto chain = DecoderChain::make(decoder);
    if (!chain)
        return tl::unexpected(chain.error());
    const std::lock_guard lock(m_mutex);
    m_chain = *std::move(chain);
    m_fields.clear();
    m_refusal.clear();
    m_node.clear();
    for (const Piece &piece : m_pieces)
        feed(piece);
    return {};
}

void LinkTrial::clearDecoder()
{
    const std::lock_guard lock(m_mutex);
    m_chain.reset();
    m_fields.clear();
    m_refusal.clear();
}

void LinkTrial::record(const DecodedRecord &record)
{
    m_node = record.node;
    for (const DecodedField &field : record.fields) {
        if (field.key >= mostFields)
            continue;
        if (field.key >= m_fields.size())
            m_fields.resize(field.key + std::size_t{1});
        SeenField &seen = m_fields[field.key];
        if (seen.count == 0) {
            seen.source = m_chain->decoder().field(field.key).source;
            seen.name = field.name;
            seen.unit = field.unit;
        }
        ++seen.count;
        seen.isNumber = field.value.isNumeric();
        seen.value = field.value.toText();
    }
}

void LinkTrial::refused(const Frame &, DecodingStage, const Error &error)
{
    m_refusal = error.message;
}

LinkTrial::Look LinkTrial::look() const
{
    Look look;
    DataLinkStatus status;
    m_state.fill(status);
    look.state = status.state;
    look.reason = status.reason;
    const LinkCounts figures = m_counters.read();
    look.bytes = figures.bytes;
    look.arrivals = figures.arrivals;
    look.address = m_transport.address();
    const std::lock_guard lock(m_mutex);
    look.origin = m_origin;
    look.refusal = m_refusal;
    look.node = m_node;
    if (!m_chain)
        return look;
    look.decoded = m_chain->counters();
    std::copy_if(m_fields.begin(), m_fields.end(), std::back_inserter(look.fields),
                 [](const SeenField &field) { return field.count > 0; });
    return look;
}

LinkTrial::Sample LinkTrial::sample(std::size_t most) const
{
    Sample sample;
    const std::lock_guard lock(m_mutex);
    std::size_t bytes = 0;
    auto first = m_pieces.end();
    while (first != m_pieces.begin() && bytes < most)
        bytes += (--first)->bytes.size();
    sample.bytes.reserve(bytes);
    for (; first != m_pieces.end(); ++first) {
        sample.bytes.insert(sample.bytes.end(), first->bytes.begin(), first->bytes.end());
        if (first->whole)
            sample.pieces.push_back(first->bytes.size());
    }
    return sample;
}

} // namespace desk
