// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/framehistory.h"

#include <QAbstractScrollArea>

namespace desk {

class Theme;

// The bytes of one frame in rows of hexadecimal figures and characters. Fields are underlined in turn in the
// colours of series, what was refused is framed from its byte on; the field under the pointer or the key
// focus is named by the tooltip and by fieldFocused(). Arrow keys go from field to field. GUI thread.
class FrameView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FrameView)

public:
    explicit FrameView(const Theme &theme, QWidget *parent = nullptr);

    void setFrame(KeptFrame frame);
    void clear();
    [[nodiscard]] const KeptFrame &frame() const { return m_frame; }
    void focusField(int field); // index in frame().fields; -1 = none
    [[nodiscard]] int focusedField() const { return m_focused; }
    // "temperature_c = 21.5 °C (raw 2150), bytes 4 to 5"
    [[nodiscard]] QString fieldText(int field) const;
    // As it is painted: "0000  01 a4 …  ..x".
    [[nodiscard]] QString text() const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void fieldFocused(int field);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    struct Measures // of the font, in pixels
    {
        int character = 1;
        int row = 1;
        int ascent = 1;
    };
    void applyTheme();
    void fit();
    [[nodiscard]] int byteAt(QPoint position) const; // -1 = none
    [[nodiscard]] int fieldOf(int byte) const;       // -1 = none
    [[nodiscard]] QRect figureOf(int byte) const;    // in the viewport
    [[nodiscard]] QRect characterOf(int byte) const; // likewise
    void paintByte(QPainter &painter, int byte) const;

    const Theme &m_theme;
    KeptFrame m_frame;
    Measures m_measures;
    int m_perRow = 16;
    int m_focused = -1;
};

} // namespace desk
