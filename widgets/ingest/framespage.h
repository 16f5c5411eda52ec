// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ingest/ingestsender.h"

#include <QWidget>

class QJsonArray;
class QJsonObject;
class QLabel;
class QSplitter;

namespace desk {

class FrameView;
class ResultTable;
class Theme;

// Of the two parts of a splitter, for what is remembered; parts that were never shown have none.
[[nodiscard]] QJsonArray sizesOf(const QSplitter &split);
void restoreSizes(QSplitter &split, const QJsonArray &sizes);

// The newest frames of one sender, or what was refused of it, with a sentence each; the chosen one in bytes,
// its fields marked. GUI thread.
class FramesPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FramesPage)

public:
    explicit FramesPage(const Theme &theme, QWidget *parent = nullptr);

    // Null = none is chosen. The frame on view stays while it is kept.
    void show(const IngestSender *sender);
    void retranslate();
    [[nodiscard]] FrameView &view() { return *m_view; }

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

private:
    enum FrameColumn : int { timeColumn, lengthColumn, outcomeColumn };
    void showFrame();
    void showField(int field);
    [[nodiscard]] static QString keyOf(const KeptFrame &frame);
    [[nodiscard]] QString sentenceOf(const KeptFrame &frame) const;

    const Theme &m_theme;
    QSplitter *m_split = nullptr;
    ResultTable *m_table = nullptr;
    FrameView *m_view = nullptr;
    QLabel *m_sentence = nullptr;
    bool m_hasSender = false;
    bool m_isLink = false;
    std::vector<KeptFrame> m_frames;
};

} // namespace desk
