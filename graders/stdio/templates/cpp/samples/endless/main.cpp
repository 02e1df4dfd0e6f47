int main()
{
    for (;;)
        ;
}
