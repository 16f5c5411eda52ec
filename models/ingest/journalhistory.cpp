// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/journalhistory.h"

#include <algorithm>

namespace desk {
namespace {
// As the live stream says of numbers that the journal does not have any more.
constexpr const char *cause = "expired";
} // namespace

class JournalHistory::JournalScan final : public HistorySource::Scan
{
public:
    JournalScan(JournalHistory &owner, const Range &range)
        : m_owner(owner)
        , m_range(range)
        , m_files(JournalCursor::segments(owner.m_folder))
    {
        std::erase_if(owner.m_known, [this](const auto &known) {
            return !std::binary_search(m_files.begin(), m_files.end(), known.first);
        });
    }

    Result<Step> next(std::size_t budget) override
    {
        while (m_cursor || enter()) {
            auto step = m_cursor->next(endOfSegment(), budget);
            if (!step)
                return tl::unexpected(step.error());
            if (step->batch) {
                pass(*step->batch);
                if (step->batch->lastSequence() < m_range.from)
                    continue;
                return Step{std::move(step->batch), false};
            }
            if (!step->exhausted)
                return Step{};
            leave();
        }
        return Step{nullptr, true};
    }

    void endAt(std::int64_t generation) override
    {
        if (generation < std::numeric_limits<std::int64_t>::max())
            m_range.end = std::min(m_range.end, generation + 1);
    }

    [[nodiscard]] const std::vector<HistoryGap> &gaps() const override { return m_gaps; }

private:
    [[nodiscard]] bool isLast() const { return m_at + 1 == m_files.size(); }
    [[nodiscard]] std::uint64_t endOfSegment() const
    {
        return isLast() ? m_range.before : std::min(m_files[m_at + 1], m_range.before);
    }

    // The next segment that may hold something; false when there is none.
    bool enter()
    {
        for (; m_at < m_files.size() && m_files[m_at] < m_range.before; ++m_at) {
            if (!isLast() && m_files[m_at + 1] <= m_range.from)
                continue; // others have its points
            const auto known = m_owner.m_known.find(m_files[m_at]);
            if (known == m_owner.m_known.end() || isLast() ||
                (known->second.latest >= m_range.start && known->second.earliest < m_range.end)) {
                m_cursor.emplace(m_owner.m_folder, m_files[m_at]);
                m_segment = {};
                ++m_owner.m_segmentsRead;
                return true;
            }
            const Segment &segment = known->second;
            if (segment.first == 0)
                continue;
            join(segment.first, segment.firstReception);
            m_gaps.insert(m_gaps.end(), segment.gaps.begin(), segment.gaps.end());
            m_next = segment.next;
            m_reception = segment.lastReception;
        }
        return false;
    }

    // Read to its end: what it holds is known if it was all of it and no more can come.
    void leave()
    {
        if (!isLast() && m_files[m_at + 1] <= m_range.before)
            m_owner.m_known[m_files[m_at]] = std::move(m_segment);
        m_cursor.reset();
        ++m_at;
    }

    // Numbers between what was passed and this one are gone.
    void join(std::uint64_t first, Timestamp reception)
    {
        if (m_next != 0 && first > m_next)
            m_gaps.push_back({m_reception, reception, cause});
    }

    void pass(const SampleBatch &batch)
    {
        join(batch.firstSequence, batch.reception);
        if (m_segment.first == 0) {
            m_segment.first = batch.firstSequence;
            m_segment.firstReception = batch.reception;
        } else if (batch.firstSequence > m_next) {
            m_segment.gaps.push_back(m_gaps.back());
        }
        for (const std::int64_t generation : batch.generation) {
            m_segment.earliest = std::min(m_segment.earliest, generation);
            m_segment.latest = std::max(m_segment.latest, generation);
        }
        m_segment.next = m_next = batch.lastSequence() + 1;
        m_segment.lastReception = m_reception = batch.reception;
    }

    JournalHistory &m_owner;
    Range m_range;
    const std::vector<std::uint64_t> m_files;
    std::size_t m_at = 0;
    std::optional<JournalCursor> m_cursor; // in m_files[m_at]
    Segment m_segment;                     // as far as it was read
    std::uint64_t m_next = 0;              // number after the last that was passed; 0 = none was
    Timestamp m_reception{};               // of that last one
    std::vector<HistoryGap> m_gaps;
};

std::unique_ptr<HistorySource::Scan> JournalHistory::scan(const Range &range)
{
    return std::make_unique<JournalScan>(*this, range);
}

} // namespace desk
