// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/samplewriter.h"

#include "models/ingest/pointrules.h"

#include <cmath>

namespace desk {

void SampleWriter::begin(SampleBatch &batch)
{
    m_batch = &batch;
    m_entity = noEntity;
    m_outcome = {};
}

Result<EntityId> SampleWriter::entity(const TagSet &tags)
{
    std::optional<NodeType> type = tags.type();
    if (!type && !m_dictionary.findNode(tags.node()))
        type = NodeType::host;
    const auto node = m_dictionary.node(tags.node(), type);
    if (!node)
        return tl::unexpected(node.error());
    if (tags.dst().empty())
        return m_dictionary.entity(*node);
    const auto dst = m_dictionary.node(tags.dst(), std::nullopt);
    if (!dst)
        return tl::unexpected(dst.error());
    // Both ends of a new link can be shown and selected, whether they ever send anything or not.
    static_cast<void>(m_dictionary.entity(*node));
    static_cast<void>(m_dictionary.entity(*dst));
    return m_dictionary.entity(*node, *dst);
}

Result<SeriesId> SampleWriter::series(EntityId about, std::string_view name, const std::string &labels)
{
    m_name.clear();
    if (auto kept = keepForeignName("metric", name, m_name); !kept)
        return tl::unexpected(kept.error());
    auto id = m_dictionary.seriesByName(about, m_name, ValueKind::number, labels);
    if (id && m_dictionary.definition(*id).kind == ValueKind::text)
        return refusedField(m_name, "was a text before");
    return id;
}

void SampleWriter::close()
{
    if (m_entity != noEntity && m_batch->samples() > m_batch->pointBegin(m_batch->points()))
        m_batch->endPoint(m_entity, m_generation);
}

void SampleWriter::add(EntityId about, SeriesId id, std::int64_t generation, double value)
{
    if (!std::isfinite(value)) {
        ++m_outcome.notFinite;
        return;
    }
    if (about != m_entity || generation != m_generation ||
        m_batch->samples() - m_batch->pointBegin(m_batch->points()) >= maxPointSamples) {
        close();
        m_entity = about;
        m_generation = generation;
    }
    m_batch->addSample(id, value, Quality::good);
    ++m_outcome.samples;
}

void SampleWriter::addInteger(EntityId about, SeriesId id, std::int64_t generation, std::int64_t value)
{
    add(about, id, generation, double(value));
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    if (value > exact || value < -exact)
        m_batch->wide.push_back({static_cast<std::uint32_t>(m_batch->samples() - 1), value});
}

void SampleWriter::reject(Error error, std::size_t samples)
{
    m_outcome.rejected += samples;
    if (m_outcome.errors.size() < maxListed)
        m_outcome.errors.push_back(std::move(error));
}

SampleWriter::Outcome SampleWriter::finish()
{
    close();
    m_entity = noEntity;
    return std::move(m_outcome);
}

} // namespace desk
