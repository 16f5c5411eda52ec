// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/anomalyscore.h"

#include <string>
#include <vector>

namespace desk {

// Anomalies of labelled channels: each channel, then all of them. One thread.
class AnomalyReport
{
public:
    void add(AnomalyScore score) { m_scores.push_back(std::move(score)); }
    // A channel that has labels and no file, or the other way round.
    void addNote(std::string note) { m_notes.push_back(std::move(note)); }

    [[nodiscard]] double f1() const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string json() const;

private:
    std::vector<AnomalyScore> m_scores;
    std::vector<std::string> m_notes;
};

} // namespace desk
