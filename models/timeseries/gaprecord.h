// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/sessionoverview.h"

#include <QObject>

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

namespace desk {

// What is known of times in which points are missing, so that a chart can say why a curve has a hole there.
// Times are those of the desk (reception); a hole is one in generation time, and the two are taken for the
// same. GUI thread.
class GapRecord final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GapRecord)

public:
    using Cause = SessionOverview::Cause;
    static constexpr std::size_t mostGaps = 100'000; // more: the oldest are forgotten
    // How much earlier than the report of a loss the last sample may lie where only its moment is known.
    static constexpr std::chrono::seconds tolerance{2};

    struct Gap
    {
        TimeRange range; // without length: the moment at which the loss was noticed
        Cause cause = Cause::unknown;
        Timestamp known{};        // from when on it can be shown: a replay shows nothing of its future
        std::string subject = {}; // a node, link or series (gapsubject.h); empty: everything
        bool operator==(const Gap &) const = default;
    };

    explicit GapRecord(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    void set(std::vector<Gap> gaps);
    void add(const Gap &gap);
    // The last gap of this cause and subject that has no end yet (end = open) ends here.
    void close(Cause cause, Timestamp end, const std::string &subject = {});
    // As it is written down: one that follows another one of the same subject and cause without a break makes
    // that one longer, and one that ends takes the place of the open one.
    void note(const Gap &gap);
    // Those of before this record began, in front of its own.
    void addEarlier(std::vector<Gap> gaps);
    static constexpr Timestamp open = Timestamp::max();

    [[nodiscard]] const std::vector<Gap> &gaps() const { return m_gaps; }
    // The one that covers most of the hole, and at least half of it, of what is known at that time; a loss of
    // which only the moment is known must lie in its second half or just behind it. null = nothing explains
    // it: a satellite out of sight for long is not missing because a link was down for a second meanwhile.
    // Looked for among those of everything, and those of the node or link, and of the series, when given.
    [[nodiscard]] const Gap *find(TimeRange hole, Timestamp now, const std::string &entity = {},
                                  const std::string &series = {}) const;

Q_SIGNALS:
    void changed();

private:
    void index(std::size_t from);
    [[nodiscard]] Gap *newest(const std::string &subject, Cause cause);

    std::vector<Gap> m_gaps;
    std::unordered_map<std::string, std::vector<std::size_t>> m_bySubject; // their places
};

// link_down, server_drop, …: the words of the Constellation API. Unknown words are of unknown cause.
[[nodiscard]] SessionOverview::Cause gapCauseFromWord(std::string_view word);

} // namespace desk
