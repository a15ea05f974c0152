#include "documents/pdf.h"

#include <numbers>
#include <stdexcept>

#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>

#include "documents/pdf_language.h"

namespace opencarnet::documents {
namespace {

constexpr double point = 72 / 25.4;  // points in a millimetre

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* owned) const {
    release(owned);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Releaser<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Releaser<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Releaser<pango_font_description_free>>;

cairo_status_t append(void* target, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void require(cairo_status_t status, const char* what) {
  if (status != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error(fmt::format("{}: {}", what, cairo_status_to_string(status)));
  }
}

std::string valid_utf8(std::string_view text) {
  char* valid = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  std::string copy(valid);
  g_free(valid);
  std::erase_if(copy, [](char sign) { return static_cast<unsigned char>(sign) < 0x20 && sign != '\n'; });
  return copy;
}

struct Page {
  Surface recording;
  Context context;
};

}  // namespace

struct Pdf::Inside {
  PdfFacts facts;
  std::vector<Page> pages;
  std::size_t current = 0;
  PageEnd page_end;
  Page measure;  // text has a height before there is a page

  static Page make_page() {
    const cairo_rectangle_t extent{0, 0, page_width * point, page_height * point};
    Page page{.recording = Surface(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extent)), .context = {}};
    page.context.reset(cairo_create(page.recording.get()));
    return page;
  }
  cairo_t* context() {
    if (pages.empty()) throw std::logic_error("draw after new_page()");
    return pages[current].context.get();
  }
  Layout layout(cairo_t* on, double width, std::string_view text, const TextStyle& style) const {
    Layout layout(pango_cairo_create_layout(on));
    PangoContext* settings = pango_layout_get_context(layout.get());
    pango_context_set_language(settings, pango_language_from_string(facts.language.c_str()));
    const Font font(pango_font_description_new());
    pango_font_description_set_family(font.get(), style.mono ? "Noto Sans Mono, DejaVu Sans Mono" : "Noto Sans");
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    if (style.italic) pango_font_description_set_style(font.get(), PANGO_STYLE_ITALIC);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), static_cast<int>(width * point * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), style.align == Align::start    ? PANGO_ALIGN_LEFT
                                             : style.align == Align::centre ? PANGO_ALIGN_CENTER
                                                                            : PANGO_ALIGN_RIGHT);
    if (style.most_lines > 0) {
      pango_layout_set_height(layout.get(), -style.most_lines);
      pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    }
    const auto valid = valid_utf8(text);
    pango_layout_set_text(layout.get(), valid.c_str(), static_cast<int>(valid.size()));
    return layout;
  }
  static double height(const Layout& layout) {
    int units = 0;
    pango_layout_get_size(layout.get(), nullptr, &units);
    return units / (PANGO_SCALE * point);
  }
};

Pdf::Pdf(PdfFacts facts) : inside_(std::make_unique<Inside>()) {
  inside_->facts = std::move(facts);
  inside_->measure = Inside::make_page();
}
Pdf::~Pdf() = default;
Pdf::Pdf(Pdf&&) noexcept = default;
Pdf& Pdf::operator=(Pdf&&) noexcept = default;

void Pdf::new_page() {
  inside_->pages.push_back(Inside::make_page());
  inside_->current = inside_->pages.size() - 1;
}

int Pdf::pages() const { return static_cast<int>(inside_->pages.size()); }

void Pdf::fill(const Box& box, Colour colour) {
  auto* context = inside_->context();
  cairo_set_source_rgb(context, colour.red, colour.green, colour.blue);
  cairo_rectangle(context, box.x * point, box.y * point, box.width * point, box.height * point);
  cairo_fill(context);
}

void Pdf::frame(const Box& box, Colour colour, double width) {
  auto* context = inside_->context();
  cairo_set_source_rgb(context, colour.red, colour.green, colour.blue);
  cairo_set_line_width(context, width * point);
  cairo_rectangle(context, box.x * point, box.y * point, box.width * point, box.height * point);
  cairo_stroke(context);
}

void Pdf::line(double x1, double y1, double x2, double y2, Colour colour, double width) {
  auto* context = inside_->context();
  cairo_set_source_rgb(context, colour.red, colour.green, colour.blue);
  cairo_set_line_width(context, width * point);
  cairo_move_to(context, x1 * point, y1 * point);
  cairo_line_to(context, x2 * point, y2 * point);
  cairo_stroke(context);
}

void Pdf::watermark(std::string_view text, Colour colour) {
  auto* context = inside_->context();
  const auto layout = inside_->layout(context, page_height, text, {.size = 84, .bold = true, .align = Align::centre});
  cairo_save(context);
  cairo_translate(context, page_width / 2 * point, page_height / 2 * point);
  cairo_rotate(context, -std::numbers::pi / 4);
  cairo_move_to(context, -page_height / 2 * point, -Inside::height(layout) / 2 * point);
  cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, 0.22);
  pango_cairo_show_layout(context, layout.get());
  cairo_restore(context);
}

void Pdf::qr(const Box& box, std::string_view text) {
  const auto matrix = qr_matrix(text);
  const double module = std::min(box.width, box.height) / static_cast<double>(matrix.size + 8);
  auto* context = inside_->context();
  fill(box, {1, 1, 1});
  cairo_set_source_rgb(context, 0, 0, 0);
  for (std::size_t y = 0; y < matrix.size; ++y) {
    for (std::size_t x = 0; x < matrix.size; ++x) {
      std::size_t run = 0;  // one rectangle a run: no hairlines between modules
      while (x + run < matrix.size && matrix.dark(x + run, y)) ++run;
      if (run == 0) continue;
      cairo_rectangle(context, (box.x + static_cast<double>(x + 4) * module) * point,
                      (box.y + static_cast<double>(y + 4) * module) * point, static_cast<double>(run) * module * point,
                      module * point);
      x += run;
    }
  }
  cairo_fill(context);
}

double Pdf::text(double x, double y, double width, std::string_view text, const TextStyle& style) {
  auto* context = inside_->context();
  const auto layout = inside_->layout(context, width, text, style);
  cairo_set_source_rgb(context, style.colour.red, style.colour.green, style.colour.blue);
  cairo_move_to(context, x * point, y * point);
  pango_cairo_show_layout(context, layout.get());
  return text.empty() ? 0 : Inside::height(layout);
}

double Pdf::text_height(double width, std::string_view text, const TextStyle& style) const {
  return text.empty() ? 0 : Inside::height(inside_->layout(inside_->measure.context.get(), width, text, style));
}

void Pdf::at_page_end(PageEnd draw) { inside_->page_end = std::move(draw); }

std::string Pdf::finish() {
  std::string bytes;
  const Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, page_width * point, page_height * point));
  const auto tell = [&](cairo_pdf_metadata_t what, const std::string& value) {
    if (!value.empty()) cairo_pdf_surface_set_metadata(surface.get(), what, valid_utf8(value).c_str());
  };
  tell(CAIRO_PDF_METADATA_TITLE, inside_->facts.title);
  tell(CAIRO_PDF_METADATA_AUTHOR, inside_->facts.author);
  tell(CAIRO_PDF_METADATA_SUBJECT, inside_->facts.subject);
  tell(CAIRO_PDF_METADATA_CREATOR, "OpenCarnet");
  // Of the facts, not of this moment: the same facts give the same document.
  tell(CAIRO_PDF_METADATA_CREATE_DATE,
       date::format("%FT%TZ", date::floor<std::chrono::seconds>(inside_->facts.created_at)));
  const Context target(cairo_create(surface.get()));
  for (std::size_t page = 0; page < inside_->pages.size(); ++page) {
    inside_->current = page;
    if (inside_->page_end) inside_->page_end(*this, static_cast<int>(page) + 1, pages());
    inside_->pages[page].context.reset();
    cairo_set_source_surface(target.get(), inside_->pages[page].recording.get(), 0, 0);
    cairo_paint(target.get());
    cairo_show_page(target.get());
    require(cairo_status(target.get()), "a page could not be drawn");
  }
  cairo_surface_finish(surface.get());
  require(cairo_surface_status(surface.get()), "the PDF could not be written");
  return with_pdf_language(std::move(bytes), inside_->facts.language);
}

}  // namespace opencarnet::documents
