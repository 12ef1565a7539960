using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Html;

namespace Dedup.Engine.Tests.Extraction.Html;

/// <summary>Which pages are HTML.</summary>
public sealed class HtmlFormTests
{
    [Theory]
    [InlineData("<!DOCTYPE html><html>")]
    [InlineData("<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">")]
    [InlineData("\uFEFF \n<html lang=\"en\">")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- saved --> <html xmlns=\"http://www.w3.org/1999/xhtml\">")]
    [InlineData("<HEAD><title>x</title>")]
    [InlineData("<body\nclass=\"a\">")]
    public void Without_a_media_type_the_beginning_tells_markup(string text) => Assert.True(HtmlForm.IsHtml(text, new PageHints()));

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("Home > News")]
    [InlineData("<3 is what the bakers of Skarholm write")]
    [InlineData("<headline>of a feed</headline>")]
    [InlineData("<?xml never closed")]
    [InlineData("<!-- never closed")]
    public void Other_text_is_no_markup(string text) => Assert.False(HtmlForm.IsHtml(text, new PageHints()));

    [Theory]
    [InlineData("text/html", true)]
    [InlineData("Text/HTML; charset=utf-8", true)]
    [InlineData("application/xhtml+xml", true)]
    [InlineData("text/plain", false)]
    [InlineData("application/xml", false)]
    public void A_media_type_decides(string type, bool isHtml)
    {
        Assert.Equal(isHtml, HtmlForm.IsHtml("<html>", new PageHints(MediaType: type)));
        Assert.Equal(isHtml, HtmlForm.IsHtml("words", new PageHints(MediaType: type)));
    }

    [Fact]
    public void A_page_of_text_is_extracted_as_before() =>
        Assert.Null(PageExtractor.Extract("A headline of some words\nAnd a line of text that ends.", new PageHints()).Method);
}
